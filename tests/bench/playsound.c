/* SPDX-License-Identifier: MIT */
/*
 * playsound.c - how long PlaySound(SND_ASYNC) takes, and how soon the first sample leaves
 *
 * usage: playsound FILE.wav DISK_FILE; run with SDL_AUDIODRIVER=disk and SDL_DISKAUDIOFILE.
 * Prints "return MS" and "first-sample MS" of a warm start.
 */
#include <windows.h>
#include <mmsystem.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static double now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static off_t size_of(const char *file)
{
    struct stat info;

    return stat(file, &info) ? 0 : info.st_size;
}

int main(int argc, char **argv)
{
    double begin, returned, left;
    off_t before;

    if (argc != 3)
        return 2;
    PlaySoundA(argv[1], NULL, SND_FILENAME | SND_SYNC);
    usleep(100 * 1000);
    before = size_of(argv[2]);
    begin = now_ms();
    if (!PlaySoundA(argv[1], NULL, SND_FILENAME | SND_ASYNC))
        return 1;
    returned = now_ms();
    while (size_of(argv[2]) == before && now_ms() - begin < 5000)
        usleep(200);
    left = now_ms();
    PlaySoundA(NULL, NULL, 0);
    printf("return\t%.2f\nfirst-sample\t%.2f\n", returned - begin, left - begin);
    return 0;
}
