/* SPDX-License-Identifier: MIT */
/* wrapped.c - prints what getppid() says, once through the wrapper and once as the kernel does */
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

static volatile sig_atomic_t seen;

static void on_signal(int number)
{
    seen = number;
}

int main(void)
{
    struct sigaction act = {.sa_handler = on_signal}, old;

    printf("%ld\n", (long)getppid() - (long)syscall(SYS_getppid));
    sigaction(SIGUSR1, &act, NULL);
    raise(SIGUSR1);
    sigaction(SIGUSR1, NULL, &old);
    printf("%d %d\n", seen == SIGUSR1, old.sa_handler == on_signal);
    printf("%d\n", signal(SIGUSR1, SIG_IGN) == on_signal);
    sigaction(SIGUSR1, NULL, &old);
    printf("%d\n", old.sa_handler == SIG_IGN);
    return 0;
}
