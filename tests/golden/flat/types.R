# Columns have the types that read.csv() should find, whatever is missing, suppressed or undefined in them.
folder <- commandArgs(TRUE)[1]
people <- read.csv(file.path(folder, "r", "respondents.people.people.csv"), fileEncoding = "UTF-8")
stopifnot(nrow(people) == 4, people$person[3] == "Cl\u00e9o")
stopifnot(is.integer(people$words), is.integer(people$documents), is.numeric(people$age), is.numeric(people$sentiment))
stopifnot(identical(people$age, c(41, 36.5, NA, NA)))
stopifnot(identical(people$tools.scissors, c(0L, NA, 1L, NA)), identical(people$theme.fear, c(1L, 1L, 1L, 0L)))
stopifnot(is.character(people$job), identical(is.na(people$job), c(FALSE, FALSE, FALSE, TRUE)))
stopifnot(people$job[3] == "\"writer\", too")
french <- read.csv2(file.path(folder, "excel", "respondents.people.people.csv"), fileEncoding = "UTF-8-BOM")
stopifnot(identical(french$age, people$age), is.integer(french$theme.fear), french$job[2] == "'=cook")
public <- read.csv(file.path(folder, "public", "r", "frequencies.forms.by-half.csv"))
stopifnot(is.numeric(public$tokens), is.numeric(public$per_1000), anyNA(public$tokens))
stopifnot(all(is.na(public$tokens) == (public$tokens__state == "suppressed")))
