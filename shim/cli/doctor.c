/* SPDX-License-Identifier: MIT */
/*
 * doctor.c - winshim doctor: what is installed, what is missing and what to do
 *
 * A problem keeps winshim itself from working; a note says that something
 * optional isn't there. Both come with their remedy.
 */
#include <dlfcn.h>
#include <limits.h>
#include <pwd.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"
#include "sound.h"
#include "shim/cli/config.h"

extern char **environ;

static int problems;

static void good(const char *what, const char *text)
{
    printf("ok       %-12s %s\n", what, text);
}

static void note(const char *what, const char *text, const char *cure)
{
    printf("note     %-12s %s\n%22s-> %s\n", what, text, "", cure);
}

static void problem(const char *what, const char *text, const char *cure)
{
    printf("problem  %-12s %s\n%22s-> %s\n", what, text, "", cure);
    problems++;
}

static int exit_code(pid_t pid)
{
    int status;

    return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The first line that a command prints; its exit code, or -1 when it can't be started. */
static int first_line(char *const *command, char *line, size_t size)
{
    posix_spawn_file_actions_t actions;
    FILE *output;
    int ends[2], failed;
    pid_t pid;

    *line = '\0';
    if (pipe(ends))
        return -1;
    output = fdopen(ends[0], "r");
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    failed = posix_spawnp(&pid, command[0], &actions, NULL, command, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (output && fgets(line, (int)size, output))
        line[strcspn(line, "\n")] = '\0';
    while (output && fgetc(output) != EOF)
        continue;
    if (output)
        fclose(output);
    return failed ? -1 : exit_code(pid);
}

int cli_doctor_probe(void)
{
    void *module = dlopen("kernel32.dll", RTLD_NOW);
    Dl_info info;

    if (!module || !dlsym(module, "SetLastError")) {
        puts(dlerror());
        return EXIT_FAILURE;
    }
    printf("%s answers\n", dladdr(module, &info) ? info.dli_fname : "an unnamed module");
    return EXIT_SUCCESS;
}

/* A process with the interposer asks for kernel32.dll, as a managed program would. */
static void check_interposer(void)
{
    char line[PATH_MAX], self[PATH_MAX], *preload = locate_preload(), *variable = NULL;
    ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
    char *command[] = {"env", NULL, self, "--probe", NULL};

    if (!preload) {
        problem("interposer", "libwinshim-preload.so is missing", "reinstall winshim");
        return;
    }
    self[length < 0 ? 0 : length] = '\0';
    good("interposer", preload);
    if (asprintf(&variable, "LD_PRELOAD=%s", preload) < 0)
        return;
    command[1] = variable;
    if (first_line(command, line, sizeof(line)))
        problem("runtime", *line ? line : "a program with the interposer does not start",
                "reinstall winshim: the interposer and libwinshim.so.0 must be of one version");
    else
        good("runtime", line);
    free(variable);
    free(preload);
}

static const char *user_home(void)
{
    const char *home = getenv("HOME");
    struct passwd *user;

    if (home && *home == '/')
        return home;
    user = getpwuid(getuid());
    return user && user->pw_dir && *user->pw_dir == '/' ? user->pw_dir : "/tmp";
}

/* As path_home() chooses it. */
static bool home_path(char path[PATH_MAX])
{
    const char *home = getenv("WINSHIM_HOME"), *data = getenv("XDG_DATA_HOME");

    if (home && *home)
        return snprintf(path, PATH_MAX, "%s", home) < PATH_MAX;
    if (data && *data == '/')
        return snprintf(path, PATH_MAX, "%s/winshim", data) < PATH_MAX;
    return snprintf(path, PATH_MAX, "%s/.local/share/winshim", user_home()) < PATH_MAX;
}

/* Whether the first folder above @path that exists may be written. */
static bool can_be_made(const char *path)
{
    char above[PATH_MAX];
    struct stat status;
    char *slash;

    snprintf(above, sizeof(above), "%s", path);
    while (access(above, F_OK)) {
        slash = strrchr(above, '/');
        if (!slash)
            return !access(".", W_OK | X_OK);
        slash[slash == above] = '\0';
    }
    return !stat(above, &status) && S_ISDIR(status.st_mode) && !access(above, W_OK | X_OK);
}

static void check_home(void)
{
    static const char what[] = "WINSHIM_HOME", own[] = "set WINSHIM_HOME to a folder of your own";
    char path[PATH_MAX], text[PATH_MAX + 64];
    struct stat status;

    if (!home_path(path)) {
        problem(what, "its path is too long", own);
    } else if (stat(path, &status) && !can_be_made(path)) {
        snprintf(text, sizeof(text), "%s can't be made", path);
        problem(what, text, own);
    } else if (stat(path, &status)) {
        snprintf(text, sizeof(text), "%s (made on first use)", path);
        good(what, text);
    } else if (!S_ISDIR(status.st_mode) || access(path, R_OK | W_OK | X_OK)) {
        snprintf(text, sizeof(text), "%s is no folder that you may write", path);
        problem(what, text, own);
    } else if (status.st_uid != geteuid()) {
        snprintf(text, sizeof(text), "%s belongs to another user", path);
        problem(what, text, own);
    } else if (status.st_mode & 022) {
        snprintf(text, sizeof(text), "%s may be written by others", path);
        problem(what, text, "chmod go-w that folder: its registry and drive C: are yours");
    } else {
        good(what, path);
    }
}

static void check_sound(void)
{
    char text[256];

    if (sound_describe(text, sizeof(text)))
        good("sound", text);
    else
        note("sound", text,
             "install libsdl2-2.0-0 and a sound server, or set SDL_AUDIODRIVER=disk to play into "
             "a file; until then winmm.dll behaves as on a machine without a sound card");
}

static void check_command(const char *name, const char *argument, const char *cure)
{
    char *command[] = {(char *)name, (char *)argument, NULL};
    char line[512];

    if (!first_line(command, line, sizeof(line)) && *line)
        good(name, line);
    else
        note(name, "not on PATH, or it does not run", cure);
}

static void check_display(void)
{
    const char *x11 = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");

    if ((x11 && *x11) || (wayland && *wayland))
        good("display", x11 && *x11 ? x11 : wayland);
    else
        note("display", "none", "only programs that open windows need one: set DISPLAY");
}

static void check_headers(void)
{
    if (!access(WINSHIM_WINE_HEADERS "/windef.h", R_OK))
        good("headers", WINSHIM_WINE_HEADERS);
    else
        note("headers", WINSHIM_WINE_HEADERS " is not there",
             "only building ports and winshim itself needs it: install libwine-dev");
}

int cli_doctor(int argc, char **argv)
{
    if (argc > 1)
        return cli_error(EXIT_USAGE, "WS0006", "doctor: unknown argument %s", argv[1]);
    good("winshim", WINSHIM_VERSION);
    fflush(stdout);
    check_interposer();
    check_home();
    check_sound();
    check_command("mono", "--version", "managed programs for Mono need it: install mono-runtime");
    check_command("dotnet", "--list-runtimes",
                  "managed programs for .NET need it: https://dot.net");
    check_display();
    check_headers();
    if (problems)
        printf("%d problem%s\n", problems, problems == 1 ? "" : "s");
    return problems ? EXIT_FAILURE : EXIT_SUCCESS;
}
