-- question: which files did each publication bring?
-- grain: one row per publication and file: of an import the files from outside, else the files of the
--   data folder that were not the same before
-- null: sha256: the file was removed
select snapshot_id, name, sha256
from publication_files
order by snapshot_id, name, sha256
