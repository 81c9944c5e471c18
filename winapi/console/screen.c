/* SPDX-License-Identifier: MIT */
/* screen.c - the screen of the console by virtual terminal sequences, see console.h */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "console.h"
#include "operations.h"
#include "shim/wstr.h"

#define ANSWER_TIMEOUT_MS 300

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static WORD attribute = FOREGROUND_RED | FOREGROUND_GREEN | FOREGROUND_BLUE; /* lock */
static CONSOLE_CURSOR_INFO cursor = {25, TRUE};                              /* lock */

static int send(struct file *file, const char *format, ...) __attribute__((format(printf, 2, 3)));

static int send(struct file *file, const char *format, ...)
{
    char sequence[64];
    size_t done;
    va_list list;
    int length;

    va_start(list, format);
    length = vsnprintf(sequence, sizeof(sequence), format, list);
    va_end(list);
    return file_write_fd(file->fd, sequence, (size_t)length, &done);
}

static COORD size_of(int fd)
{
    struct winsize size;

    if (ioctl(fd, TIOCGWINSZ, &size) || !size.ws_col || !size.ws_row)
        return (COORD){80, 25};
    return (COORD){(SHORT)size.ws_col, (SHORT)size.ws_row};
}

static bool is_inside(COORD position, COORD size)
{
    return position.X >= 0 && position.Y >= 0 && position.X < size.X && position.Y < size.Y;
}

/* ---- the cursor ------------------------------------------------------------------------- */

/* Read "ESC [ row ; column R"; what the user typed meanwhile goes to the input. */
static bool read_answer(int fd, COORD *ret_position)
{
    struct pollfd wanted = {.fd = fd, .events = POLLIN};
    char answer[256];
    size_t length = 0;

    while (length < sizeof(answer) - 1 && poll(&wanted, 1, ANSWER_TIMEOUT_MS) > 0 &&
           read(fd, answer + length, 1) == 1) {
        int row, column, end = 0;
        char *start;

        answer[++length] = '\0';
        start = strrchr(answer, '\033');
        if (start && sscanf(start, "\033[%d;%dR%n", &row, &column, &end) == 2 && end) {
            console_unread(answer, (size_t)(start - answer));
            *ret_position = (COORD){(SHORT)(column - 1), (SHORT)(row - 1)};
            return true;
        }
    }
    console_unread(answer, length);
    return false;
}

static COORD ask_for_cursor(struct file *file)
{
    COORD position = {0, 0};
    struct termios before, raw;

    if (tcgetattr(STDIN_FILENO, &before) || tcgetpgrp(file->fd) != getpgrp())
        return position; /* a background process would be stopped */
    raw = before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    if (!send(file, "\033[6n"))
        read_answer(STDIN_FILENO, &position);
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    return position;
}

int console_screen_info(HANDLE handle, CONSOLE_SCREEN_BUFFER_INFO *ret_info)
{
    struct file *file;
    COORD size, position;
    int result = console_ref(handle, true, &file);

    if (result)
        return result;
    size = size_of(file->fd);
    pthread_mutex_lock(&lock);
    position = ask_for_cursor(file);
    *ret_info = (CONSOLE_SCREEN_BUFFER_INFO){
        .dwSize = size,
        .dwCursorPosition = position,
        .wAttributes = attribute,
        .srWindow = {0, 0, (SHORT)(size.X - 1), (SHORT)(size.Y - 1)},
        .dwMaximumWindowSize = size,
    };
    pthread_mutex_unlock(&lock);
    object_unref(&file->object);
    return 0;
}

int console_size(HANDLE handle, COORD *ret_size)
{
    struct file *file;
    int result = console_ref(handle, true, &file);

    if (result)
        return result;
    *ret_size = size_of(file->fd);
    object_unref(&file->object);
    return 0;
}

int console_set_cursor(HANDLE handle, COORD position)
{
    struct file *file;
    int result = console_ref(handle, true, &file);

    if (result)
        return result;
    if (is_inside(position, size_of(file->fd)))
        result = send(file, "\033[%d;%dH", position.Y + 1, position.X + 1);
    else
        result = -EINVAL;
    object_unref(&file->object);
    return result;
}

int console_cursor_info(HANDLE handle, CONSOLE_CURSOR_INFO *ret_info)
{
    struct file *file;
    int result = console_ref(handle, true, &file);

    if (result)
        return result;
    pthread_mutex_lock(&lock);
    *ret_info = cursor;
    pthread_mutex_unlock(&lock);
    object_unref(&file->object);
    return 0;
}

int console_set_cursor_info(HANDLE handle, const CONSOLE_CURSOR_INFO *info)
{
    struct file *file;
    int result = console_ref(handle, true, &file);

    if (result)
        return result;
    if (!info || info->dwSize < 1 || info->dwSize > 100) {
        result = -EINVAL;
    } else {
        pthread_mutex_lock(&lock);
        cursor = *info;
        pthread_mutex_unlock(&lock);
        result = send(file, "\033[?25%c", info->bVisible ? 'h' : 'l');
    }
    object_unref(&file->object);
    return result;
}

/* ---- colours ---------------------------------------------------------------------------- */

/* Windows counts blue, green, red; terminals red, green, blue. */
static int terminal_colour(unsigned colour)
{
    return (int)((colour & 2) | (colour & 1) << 2 | (colour & 4) >> 2);
}

int console_set_attribute(HANDLE handle, WORD value)
{
    struct file *file;
    int result = console_ref(handle, true, &file);
    int front = terminal_colour(value & 7) + (value & FOREGROUND_INTENSITY ? 90 : 30);
    int back = terminal_colour(value >> 4 & 7) + (value & BACKGROUND_INTENSITY ? 100 : 40);

    if (result)
        return result;
    pthread_mutex_lock(&lock);
    attribute = value;
    pthread_mutex_unlock(&lock);
    /* Grey on black is what a console starts with: the terminal's own colours. */
    if ((value & 0xff) == 7)
        result = send(file, "\033[0m");
    else
        result = send(file, "\033[0;%d;%dm", front, back);
    if (!result && value & COMMON_LVB_REVERSE_VIDEO)
        result = send(file, "\033[7m");
    if (!result && value & COMMON_LVB_UNDERSCORE)
        result = send(file, "\033[4m");
    object_unref(&file->object);
    return result;
}

/* ---- cells ------------------------------------------------------------------------------ */

static int write_cells(struct file *file, WCHAR character, size_t cells)
{
    char bytes[4];
    size_t length = wchars_to_utf8(&character, 1, bytes, sizeof(bytes)), done;
    AUTOFREE char *text = malloc(cells * length + 1);

    if (!text)
        return -ENOMEM;
    for (size_t i = 0; i < cells; i++)
        memcpy(text + i * length, bytes, length);
    return file_write_fd(file->fd, text, cells * length, &done);
}

int console_fill(HANDLE handle, WCHAR character, DWORD cells, COORD start, DWORD *ret_done)
{
    struct file *file;
    size_t left;
    COORD size;
    int result = console_ref(handle, true, &file);

    if (result)
        return result;
    size = size_of(file->fd);
    left = (size_t)size.X * (size_t)(size.Y - start.Y) - (size_t)start.X;
    if (!is_inside(start, size)) {
        result = -EINVAL;
    } else {
        if (cells > left)
            cells = (DWORD)left;
        /* Save the cursor, go there, and come back; the last cell must not scroll the screen. */
        result = send(file, "\0337\033[?7l\033[%d;%dH\033[?7h", start.Y + 1, start.X + 1);
        if (!result)
            result = write_cells(file, character < 0x20 ? ' ' : character, cells);
        if (!result)
            result = send(file, "\0338");
    }
    if (!result)
        *ret_done = cells;
    object_unref(&file->object);
    return result;
}
