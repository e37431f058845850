-- Nothing to change here: a row gets the next free number by itself.
SELECT 1;
