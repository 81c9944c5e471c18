/* SPDX-License-Identifier: MIT */
/* crt-names.h - names that crt-both.c looks for in each C runtime */
#ifndef CRT_NAMES_H
#define CRT_NAMES_H

static const char both_have[] =
    "_Exit __CxxFrameHandler __CxxFrameHandler2 __RTtypeid ___lc_codepage_func "
    "___mb_cur_max_func __doserrno __p__acmdln __p__commode __p__environ __p__fmode "
    "__p__pgmptr __p__wcmdln __p__wenviron __p__wpgmptr _aligned_free _assert "
    "_beginthread _c_exit _callnewh _cexit _configthreadlocale _create_locale _endthread "
    "_endthreadex _errno _fcloseall _fdopen _fgetchar _fgetwchar _flushall _fputchar "
    "_fputwchar _free_locale _ftime64 _get_current_locale _get_errno _get_fmode _initterm "
    "_initterm_e _ismbblead _onexit _open_osfhandle _putws _query_new_mode "
    "_set_error_mode _set_errno _set_fmode _set_invalid_parameter_handler _set_new_mode "
    "_strdup _umask _wassert _wfdopen _wsetlocale _wtof getchar getwchar localeconv "
    "putchar putwchar setbuf strtof wcstok __uncaught_exception _invalid_parameter "
    "_invalid_parameter_noinfo __setusermatherr _set_abort_behavior _set_SSE2_enable "
    "___lc_collate_cp_func ";

static const char msvcrt_has[] =
    "?set_terminate@@YAP6AXXZP6AXXZ@Z ?terminate@@YAXXZ _XcptFilter __argc __argv "
    "__dllonexit __getmainargs __initenv __iob_func __lconv_init __set_app_type __wargv "
    "__wgetmainargs __winitenv _acmdln _amsg_exit _commode _environ _filbuf _flsbuf "
    "_fmode _lock _pgmptr _scwprintf _setjmp _setjmpex _snprintf_s _snwprintf_s _stat "
    "_strcmpi _unlock _vscprintf _vscwprintf _vsnprintf_s _vsnwprintf _vsnwprintf_s "
    "_wcmdln _wenviron _wpgmptr _wstat ctime difftime fwscanf is_wctype localtime mktime "
    "scanf sprintf sprintf_s sscanf_s swprintf swprintf_s vfprintf vfwprintf vprintf "
    "vsprintf vsprintf_s vswprintf vswprintf_s vwprintf wprintf wscanf __p___initenv "
    "__p___winitenv ";

static const char ucrtbase_has[] =
    "__CxxFrameHandler4 __acrt_iob_func __current_exception __current_exception_context "
    "__daylight __intrinsic_setjmp __intrinsic_setjmpex __processing_throw "
    "__std_exception_copy __std_exception_destroy __std_type_info_compare "
    "__std_type_info_destroy_list __std_type_info_hash __std_type_info_name "
    "__stdio_common_vfprintf __stdio_common_vfprintf_p __stdio_common_vfprintf_s "
    "__stdio_common_vfscanf __stdio_common_vfwprintf __stdio_common_vfwprintf_p "
    "__stdio_common_vfwprintf_s __stdio_common_vfwscanf __stdio_common_vsprintf_p "
    "__stdio_common_vswprintf_p __timezone __tzname __uncaught_exceptions _calloc_base "
    "_crt_at_quick_exit _crt_atexit _fclose_nolock _fflush_nolock _fgetc_nolock "
    "_fgetwc_nolock _fputc_nolock _fputwc_nolock _fread_nolock _free_base _fseek_nolock "
    "_fseeki64_nolock _ftell_nolock _ftelli64_nolock _fwrite_nolock "
    "_get_narrow_winmain_command_line _get_stream_buffer_pointers "
    "_get_wide_winmain_command_line _getc_nolock _invalid_parameter_noinfo_noreturn "
    "_invoke_watson _malloc_base _putc_nolock _query_app_type _realloc_base "
    "_register_thread_local_exe_atexit_callback _seh_filter_dll _seh_filter_exe "
    "_set_app_type _ungetc_nolock _ungetwc_nolock ___lc_locale_name_func atoll gets_s "
    "isblank iswblank llabs modff quick_exit strtoimax strtold strtoll strtoumax strtoull "
    "wcstof wcstoll wcstoull ";

#endif
