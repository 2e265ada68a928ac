"""From a spreadsheet that somebody sent to accepted rows, questions, and rows handed back with how to mend them."""
