# Specificities of the table that specificities.c wrote, by R's phyper and p.adjust: how well both agree, and how fast R is.
file <- file(commandArgs(trailingOnly = TRUE)[1], "rb")
head <- readBin(file, "double", 3)
cells <- head[1] * head[2]
t <- readBin(file, "double", head[2])
f <- readBin(file, "double", cells)
glane <- matrix(readBin(file, "double", 3 * cells), nrow = 3)
close(file)
begin <- proc.time()[["user.self"]]
T <- sum(t)
F <- rep(colSums(matrix(f, nrow = head[2])), each = head[2])
t <- rep(t, head[1])
more <- f >= F * t / T
s <- numeric(length(f))
s[more] <- -phyper(f[more] - 1, F[more], T - F[more], t[more], lower.tail = FALSE, log.p = TRUE) / log(10)
s[!more] <- phyper(f[!more], F[!more], T - F[!more], t[!more], log.p = TRUE) / log(10)
scores <- proc.time()[["user.self"]] - begin
q <- p.adjust(10^-abs(s), "BH")
seconds <- proc.time()[["user.self"]] - begin
apart <- c(max(abs(s - glane[1, ])), max(abs(q - glane[3, ])))
cat(sprintf("R %s: all scores %.3f s, with q values %.3f s: %.1f and %.1f times as long\n", getRversion(), scores, seconds,
	scores / head[3], seconds / head[3]))
cat(sprintf("greatest difference of scores (the greatest is %.1f) %.1g, of q values %.1g\n", max(abs(s)), apart[1], apart[2]))
quit(status = if (all(apart < 1e-6) && scores >= 5 * head[3]) 0 else 1)
