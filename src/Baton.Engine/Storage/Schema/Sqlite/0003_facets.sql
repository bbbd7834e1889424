-- Rows are found by these through the index of facets, which lies in a file of its own (Facets/FacetFile.cs says why).
DROP INDEX LogByCustomer;
DROP INDEX LogByType;
DROP INDEX LogByAgent;
DROP INDEX LogByVerdict;
DROP INDEX LogByRule;
DROP INDEX LogByHandoff;
DROP INDEX LogByRun;
DROP INDEX ActionByCustomer;
