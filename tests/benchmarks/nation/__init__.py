"""A made-up nation to measure with: thousands of communes, tens of millions of figures."""
