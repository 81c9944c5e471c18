/* SPDX-License-Identifier: MIT */
/* The console on a real terminal: the test puts a pseudo-terminal behind descriptors 0 to 2. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "shim/error.h"
#include "unit.h"
#include "winapi/console/console.h"
#include "winapi/console/ctrl.h"

static int master;

/* Run @body in a child that has a terminal of its own; it ends with the number of its failures. */
static int on_terminal(void (*body)(void))
{
    struct winsize size = {.ws_row = 30, .ws_col = 100};
    int status;
    pid_t child;

    master = posix_openpt(O_RDWR | O_NOCTTY);
    ck_assert_int_ge(master, 0);
    ck_assert_int_eq(grantpt(master), 0);
    ck_assert_int_eq(unlockpt(master), 0);
    child = fork();
    if (child == 0) {
        int slave;

        setsid();
        slave = open(ptsname(master), O_RDWR);
        ioctl(slave, TIOCSCTTY, 0);
        ioctl(slave, TIOCSWINSZ, &size);
        for (int fd = 0; fd < 3; fd++)
            dup2(slave, fd);
        body();
        _exit(0);
    }
    waitpid(child, &status, 0);
    close(master);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* In the child Check can't report: the line number is the exit code. */
#define NEED(condition)                                                                            \
    do {                                                                                           \
        if (!(condition))                                                                          \
            _exit(__LINE__ % 254 + 1);                                                             \
    } while (0)

static void type(const char *text)
{
    NEED(write(master, text, strlen(text)) == (ssize_t)strlen(text));
}

static size_t drain(char *out, size_t room)
{
    struct pollfd wanted = {.fd = master, .events = POLLIN};
    size_t length = 0;

    while (length < room - 1 && poll(&wanted, 1, 50) > 0) {
        ssize_t got = read(master, out + length, room - 1 - length);

        if (got <= 0)
            break;
        length += (size_t)got;
    }
    out[length] = '\0';
    return length;
}

static HANDLE std(DWORD which)
{
    HANDLE handle = NULL;

    NEED(!console_std_get(which, &handle));
    return handle;
}

static void check_modes(void)
{
    HANDLE in = std(STD_INPUT_HANDLE), out = std(STD_OUTPUT_HANDLE);
    struct termios settings;
    DWORD mode = 0;

    NEED(!console_get_mode(in, &mode) && mode == 0x1f7);
    NEED(!console_get_mode(out, &mode) && mode == 3);
    NEED(console_set_mode(in, ENABLE_ECHO_INPUT) == -EINVAL);
    NEED(console_set_mode(in, 0x80000000) == -EINVAL);
    NEED(console_set_mode(out, 0x20) == -EINVAL);
    NEED(!console_set_mode(in, ENABLE_PROCESSED_INPUT));
    NEED(!console_get_mode(in, &mode) && mode == ENABLE_PROCESSED_INPUT);
    NEED(!tcgetattr(0, &settings));
    NEED(!(settings.c_lflag & (ICANON | ECHO)) && settings.c_lflag & ISIG);
    NEED(!console_set_mode(in, 7));
    NEED(!tcgetattr(0, &settings));
    NEED((settings.c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG));
    NEED(console_set_mode(NULL, 7) == -EBADF);
}

START_TEST(modes_are_those_of_the_terminal)
{
    ck_assert_int_eq(on_terminal(check_modes), 0);
}
END_TEST

static void check_lines(void)
{
    HANDLE in = std(STD_INPUT_HANDLE);
    WCHAR wide[20];
    char text[20];
    DWORD done = 0;

    type("a\xc3\xa4\xf0\x9f\x8e\xb5z\nsecond\n");
    NEED(!console_read(in, wide, 2, &done) && done == 2 && wide[1] == 0xe4);
    NEED(!console_read(in, wide, 1, &done) && done == 0); /* half a pair is not handed out */
    NEED(!console_read(in, wide, 20, &done) && done == 5 && wide[3] == '\r' && wide[4] == '\n');
    NEED(!file_read(in, text, sizeof(text), &done) && done == 8);
    NEED(!memcmp(text, "second\r\n", 8));
    type("\x16\x1a\n"); /* quoted: alone it would stop the process */
    NEED(!file_read(in, text, sizeof(text), &done) && done == 0);
    type("\x04");
    NEED(!console_read(in, wide, 20, &done) && done == 0);
    type("left\n");
    NEED(!console_read_bytes(in, text, 1, &done) && done == 1 && text[0] == 'l');
    NEED(!console_input_count(in, &done) && done == 5);
    NEED(!console_input_flush(in));
    NEED(!console_input_count(in, &done) && done == 0);
    NEED(console_read(in, NULL, 4, &done) == -EFAULT);
    NEED(console_read(std(STD_OUTPUT_HANDLE), wide, 4, &done) == -EBADF);
}

START_TEST(input_comes_by_lines_and_ends_with_ctrl_z_and_ctrl_d)
{
    ck_assert_int_eq(on_terminal(check_lines), 0);
}
END_TEST

static void check_output(void)
{
    HANDLE out = std(STD_OUTPUT_HANDLE);
    char got[200];
    DWORD done = 0;

    NEED(!console_write(out, u"\u20ac", 1, &done) && done == 1);
    NEED(!console_write(out, NULL, 0, &done) && done == 0);
    NEED(console_write(out, NULL, 1, &done) == -EFAULT);
    NEED(!console_set_code_page(true, 1252));
    NEED(!file_write(out, "\x80", 1, &done) && done == 1);
    NEED(!console_write_bytes(out, "\xe4", 1, &done) && done == 1);
    NEED(!console_set_title(u"t\x07\u00e4"));
    drain(got, sizeof(got));
    NEED(!strcmp(got, "\xe2\x82\xac\xe2\x82\xac\xc3\xa4\033]0;t \xc3\xa4\007"));
    NEED(file_flush(out) == -EBADF);
}

START_TEST(output_is_utf8_whatever_the_code_page)
{
    ck_assert_int_eq(on_terminal(check_output), 0);
}
END_TEST

static void *answer(void *context)
{
    char got[100];
    size_t length = 0;

    while (length < 4)
        length += (size_t)read(master, got + length, sizeof(got) - length);
    NEED(!memcmp(got, "\033[6n", 4));
    type("x\033[3;5R");
    return context;
}

static void check_screen(void)
{
    HANDLE out = std(STD_OUTPUT_HANDLE);
    CONSOLE_SCREEN_BUFFER_INFO info;
    pthread_t thread;
    char got[400];
    DWORD done = 0;

    NEED(!pthread_create(&thread, NULL, answer, NULL));
    NEED(!console_screen_info(out, &info));
    pthread_join(thread, NULL);
    NEED(info.dwSize.X == 100 && info.dwSize.Y == 30 && info.srWindow.Right == 99);
    NEED(info.dwCursorPosition.X == 4 && info.dwCursorPosition.Y == 2 && info.wAttributes == 7);
    NEED(!console_input_count(std(STD_INPUT_HANDLE), &done) &&
         done == 1); /* the x typed meanwhile */
    NEED(!console_set_attribute(out, FOREGROUND_RED | FOREGROUND_INTENSITY | BACKGROUND_BLUE));
    NEED(!console_set_cursor(out, (COORD){9, 4}));
    NEED(console_set_cursor(out, (COORD){100, 0}) == -EINVAL);
    NEED(console_set_cursor(out, (COORD){-1, 0}) == -EINVAL);
    NEED(!console_set_cursor_info(out, &(CONSOLE_CURSOR_INFO){25, FALSE}));
    NEED(console_set_cursor_info(out, &(CONSOLE_CURSOR_INFO){0, TRUE}) == -EINVAL);
    drain(got, sizeof(got));
    NEED(!strcmp(got, "\033[0;91;44m\033[5;10H\033[?25l"));
    NEED(!console_fill(out, '*', 1000, (COORD){97, 29}, &done) && done == 3);
    drain(got, sizeof(got));
    NEED(!!strstr(got, "\033[30;98H") && !!strstr(got, "***\0338"));
    NEED(console_fill(out, '*', 1, (COORD){0, 30}, &done) == -EINVAL);
}

START_TEST(the_screen_is_driven_by_sequences)
{
    ck_assert_int_eq(on_terminal(check_screen), 0);
}
END_TEST

static int events[2], order[8], calls;

static BOOL invoke(void *handler, DWORD event)
{
    order[calls++] = (int)(intptr_t)handler;
    NEED(write(events[1], &event, sizeof(event)) == sizeof(event));
    return (intptr_t)handler == 1;
}

static DWORD next_event(void)
{
    DWORD event = 99;

    NEED(read(events[0], &event, sizeof(event)) == sizeof(event));
    return event;
}

static void check_ctrl(void)
{
    NEED(!pipe(events));
    NEED(!ctrl_handler_add((void *)1, invoke, false));
    NEED(!ctrl_handler_add((void *)2, invoke, false));
    type("\x03");
    NEED(next_event() == CTRL_C_EVENT && next_event() == CTRL_C_EVENT);
    NEED(order[0] == 2 && order[1] == 1);
    NEED(!ctrl_handler_remove((void *)2));
    NEED(!ctrl_generate(CTRL_BREAK_EVENT, 0));
    NEED(next_event() == CTRL_BREAK_EVENT && calls == 3);
    NEED(ctrl_generate(7, 0) == -EINVAL);
    NEED(!ctrl_ignore(true));
    NEED(!ctrl_generate(CTRL_C_EVENT, 0));
    NEED(!ctrl_generate(CTRL_BREAK_EVENT, 0));
    NEED(next_event() == CTRL_BREAK_EVENT && calls == 4);
    NEED(!ctrl_ignore(false));
    NEED(!ctrl_generate(CTRL_C_EVENT, 0));
    NEED(next_event() == CTRL_C_EVENT && calls == 5);
}

START_TEST(ctrl_c_calls_handlers_last_added_first)
{
    ck_assert_int_eq(on_terminal(check_ctrl), 0);
}
END_TEST

static void check_ctrl_unhandled(void)
{
    signal(SIGINT, SIG_DFL); /* Check has a handler */
    NEED(!pipe(events));
    NEED(!ctrl_handler_add((void *)2, invoke, false));
    type("\x03");
    for (;;)
        pause();
}

START_TEST(ctrl_c_that_nobody_handles_ends_the_process_as_before)
{
    ck_assert_int_eq(on_terminal(check_ctrl_unhandled), 128 + SIGINT);
}
END_TEST

static void check_pipes(void)
{
    int ends[2];
    HANDLE reader, writer;
    DWORD done = 77, kind = 0;
    char byte;

    NEED(!pipe(ends));
    NEED(!file_new(ends[0], true, FILE_GENERIC_READ, NULL, &reader));
    NEED(!file_new(ends[1], true, FILE_GENERIC_WRITE, NULL, &writer));
    NEED(!file_type(reader, &kind) && kind == FILE_TYPE_PIPE);
    NEED(!file_write(writer, "x", 1, &done) && done == 1);
    NEED(!file_read(reader, &byte, 1, &done) && done == 1 && byte == 'x');
    NEED(file_write(reader, "x", 1, &done) == -EACCES && done == 0);
    NEED(!handle_close(writer));
    NEED(file_read(reader, &byte, 1, &done) == -EPIPE && done == 0);
    NEED(!handle_close(reader));
    NEED(!pipe(ends));
    NEED(!file_new(ends[1], true, FILE_GENERIC_WRITE, NULL, &writer));
    close(ends[0]);
    NEED(win32_error(file_write(writer, "x", 1, &done)) == ERROR_NO_DATA && done == 0);
    close(STDERR_FILENO);
    NEED(!console_std_get(STD_ERROR_HANDLE, &reader) && !reader);
}

START_TEST(pipes_end_with_an_error_and_no_signal)
{
    ck_assert_int_eq(on_terminal(check_pipes), 0);
}
END_TEST

static void check_attach(void)
{
    WCHAR *title = NULL;

    NEED(console_attached() && console_alloc() == -EPERM);
    NEED(console_attach(ATTACH_PARENT_PROCESS) == -EPERM);
    console_free();
    NEED(!console_attached() && console_title(&title) == -EBADF && !title);
    NEED(console_get_mode(std(STD_OUTPUT_HANDLE), &(DWORD){0}) == -EBADF);
    NEED(console_attach((DWORD)getpid()) == -EBADF);
    NEED(console_attach(0x7ffffff0) == -ESRCH);
    NEED(!console_attach(ATTACH_PARENT_PROCESS) && console_attached());
    console_free();
    NEED(!console_alloc() && !console_title(&title));
    free(title);
}

START_TEST(a_console_can_be_left_and_attached_again)
{
    ck_assert_int_eq(on_terminal(check_attach), 0);
}
END_TEST

UNIT_MAIN("console", modes_are_those_of_the_terminal,
          input_comes_by_lines_and_ends_with_ctrl_z_and_ctrl_d,
          output_is_utf8_whatever_the_code_page, the_screen_is_driven_by_sequences,
          ctrl_c_calls_handlers_last_added_first,
          ctrl_c_that_nobody_handles_ends_the_process_as_before,
          pipes_end_with_an_error_and_no_signal, a_console_can_be_left_and_attached_again)
