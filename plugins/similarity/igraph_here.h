/* igraph_here.h - igraph's headers, which do not hold what the compiler is asked to look for here. */
#ifndef IGRAPH_HERE_H
#define IGRAPH_HERE_H
#ifdef __GNUC__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpragmas"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wstrict-prototypes"
#endif
#include <igraph.h>
#ifdef __GNUC__
#pragma GCC diagnostic pop
#endif
#endif
