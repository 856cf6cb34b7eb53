# GLANE_CFLAGS(VARIABLE, FLAGS): puts those of the flags into VARIABLE, in their order, that the
# compiler takes without complaint. A flag may name make variables, in single quotes.
AC_DEFUN([GLANE_CFLAGS], [
	$1=
	glane_cflags=$CFLAGS
	for glane_flag in $2; do
		AC_MSG_CHECKING([whether $CC takes $glane_flag])
		CFLAGS="$glane_cflags -Werror $glane_flag"
		AC_COMPILE_IFELSE([AC_LANG_PROGRAM], [
			AC_MSG_RESULT([yes])
			AS_VAR_APPEND([$1], [" $glane_flag"])
		], [AC_MSG_RESULT([no])])
	done
	CFLAGS=$glane_cflags
	AC_SUBST([$1])
])

# GLANE_LDFLAGS(VARIABLE, FLAG): the same for one flag of the linker, tried on a shared object.
AC_DEFUN([GLANE_LDFLAGS], [
	$1=
	AC_MSG_CHECKING([whether $CC links shared objects with $2])
	glane_ldflags=$LDFLAGS
	LDFLAGS="$LDFLAGS -shared -fPIC $2"
	AC_LINK_IFELSE([AC_LANG_SOURCE([int glane_probe; int glane_probe_get(void) { return glane_probe; }])],
		[AC_MSG_RESULT([yes])
		$1='$2'],
		[AC_MSG_RESULT([no])])
	LDFLAGS=$glane_ldflags
])
