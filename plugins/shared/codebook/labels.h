/* labels.h - what the codebook calls a theme, for stages that count themes by their codes. */
#ifndef CODEBOOK_LABELS_H
#define CODEBOOK_LABELS_H
#include <string.h>
#include <glane/plugin.h>

/* themes: the need "table:theme-coder.themes?", NULL where no codebook is used. Missing where none says. */
static inline glane_sym codebook_label(const glane_grid *themes, glane_sym code)
{
	const glane_sym *key = NULL, *label = NULL;
	for (uint32_t c = 0; themes && themes->def->columns[c].name; c++) {
		if (!strcmp(themes->def->columns[c].name, "theme"))
			key = (const glane_sym *)themes->column[c].array;
		if (!strcmp(themes->def->columns[c].name, "theme_label"))
			label = (const glane_sym *)themes->column[c].array;
	}
	for (uint32_t i = 0; key && label && i < themes->n; i++)
		if (key[i].id == code.id)
			return label[i];
	return (glane_sym){ 0 };
}

/* The same; codes that people gave by hand are their own names. */
static inline glane_sym codebook_name(const glane_grid *themes, glane_sym code)
{
	glane_sym label = codebook_label(themes, code);
	return label.id ? label : code;
}
#endif
