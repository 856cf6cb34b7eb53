# The graph of the units that graphs.c wrote, by R's igraph: whether both agree, and how fast R is. The table of cooccurrences is made
# by base R and, where it is installed, by Matrix: the faster one counts.
suppressMessages(library(igraph))
file <- file(commandArgs(trailingOnly = TRUE)[1], "rb")
head <- readBin(file, "double", 7)
ends <- matrix(readBin(file, "double", 2 * head[7]), nrow = 2) + 1
m <- matrix(as.numeric(readBin(file, "integer", head[1] * head[2], size = 1)), nrow = head[2])
close(file)
now <- function() sum(proc.time()[c("user.self", "sys.self")])
index <- function(a) { d <- diag(a); a / (outer(d, d, "+") - a) }
begin <- now()
w <- index(tcrossprod(m))
weights <- now() - begin
if (requireNamespace("Matrix", quietly = TRUE)) {
	sparse <- Matrix::Matrix(m, sparse = TRUE)
	begin <- now()
	index(as.matrix(Matrix::tcrossprod(sparse)))
	weights <- min(weights, now() - begin)
}
field <- (seq_len(head[2]) - 1) %% 5 + 1
# Ten times, since the clock is coarse.
begin <- now()
for (i in 1:10) {
	g <- graph_from_adjacency_matrix(w, mode = "undirected", weighted = TRUE, diag = FALSE)
	tree <- mst(g, weights = 1 - E(g)$weight)
	q <- modularity(g, field, weights = E(g)$weight)
}
graph <- (now() - begin) / 10
of_r <- apply(as_edgelist(tree), 1, function(x) paste(min(x), max(x)))
same <- setequal(of_r, paste(ends[1, ], ends[2, ]))
apart <- c(abs(sum(E(tree)$weight) - head[5]), abs(q - head[6]))
cat(sprintf("R %s: weights %.4f s, tree and modularity %.4f s: %.1f times as long, all together %.1f times\n", getRversion(), weights, graph,
	graph / head[4], (weights + graph) / (head[3] + head[4])))
cat(sprintf("weight of the tree %.6f, difference %.1g; modularity %.6f, difference %.1g; the %d edges of the tree are %s\n", head[5],
	apart[1], head[6], apart[2], length(of_r), if (same) "the same" else "others"))
quit(status = if (all(apart < 1e-6) && same && graph >= 5 * head[4]) 0 else 1)
