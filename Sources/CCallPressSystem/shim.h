// What the system has and Swift's view of it hides behind feature macros.
#ifndef CALLPRESS_CSYSTEM_SHIM_H
#define CALLPRESS_CSYSTEM_SHIM_H

#ifdef __linux__
// Writes everything of the file system that the descriptor is on to the disk; 0, or -1 and errno.
extern int syncfs(int fd);
#endif

#endif
