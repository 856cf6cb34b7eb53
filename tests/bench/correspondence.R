# correspondence.R TABLE OURS AXES: R's ca on the same table: how far its numbers are from ours (signs of axes aside), and how long it takes.
suppressMessages(library(ca))
a <- commandArgs(TRUE)
k <- as.integer(a[3])
size <- scan(a[1], n = 2, quiet = TRUE)
m <- matrix(scan(a[1], skip = 1, quiet = TRUE), nrow = size[1], byrow = TRUE)
lines <- readLines(a[2])
numbers <- function(l) do.call(rbind, lapply(strsplit(l, " "), as.numeric))
seconds <- as.numeric(lines[1])
theirs <- Inf
for (i in 1:3) {
	since <- proc.time()[["elapsed"]]
	r <- ca(m, nd = k)
	theirs <- min(theirs, proc.time()[["elapsed"]] - since)
}
rows <- r$rowcoord %*% diag(r$sv[1:k])
columns <- r$colcoord %*% diag(r$sv[1:k])
ours <- numbers(lines[-(1:3)])
both <- rbind(rows, columns)
signs <- sign(colSums(both * ours))
far <- max(abs(sum(r$sv^2) - as.numeric(lines[2])), abs(r$sv[1:k]^2 - numbers(lines[3])), abs(both %*% diag(signs) - ours))
cat(sprintf("| %d × %d | %.1e | %.3f s | %.3f s | %.1f |\n", size[1], size[2], far, seconds, theirs, theirs / seconds))
if (far > 1e-6) quit(status = 1)
