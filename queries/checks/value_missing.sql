-- question: which observations have a value that their status forbids, or lack one that it needs?
-- grain: one row per observation
-- null: typed is never null
-- vi: trạng thái not_applicable thì value phải trống; số minh họa, số suy ra thì không được trống ({typed}).
-- en: with status not_applicable the value must be blank; with illustrative or derived it must not ({typed}).
select file, line, 'value' as column_name, status as typed
from observations
where
    (status = 'not_applicable' and value is not null)
    or (status in ('illustrative', 'derived') and value is null)
order by file, line
