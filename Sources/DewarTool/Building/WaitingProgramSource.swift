/// What makes a compiler or linker wait for its job when it has started: a small library in C that is loaded into it (LD_PRELOAD)
/// and stands around its `main`. When the job comes, the program's start-up, a fifth of a small compilation, is behind it.
///
/// 1. The byte `r` on descriptor 1 says that it is ready.
/// 2. The job's arguments are read from descriptor 3, each ending with a NUL, up to the end of the file.
/// 3. The job is done with descriptors 1 and 2 as they are. If it succeeds, the last byte on descriptor 1 is `done`, so that nobody
///    waits for the kernel to take a hundred megabytes apart; else the exit code tells.
///
/// Where `DEWAR_PRACTICE` is set, and so many milliseconds have brought no job, the program does what its command line says, in
/// silence: a compiler is then paged in, its caches full. The byte `b` says that it begins, `p` that it has done so.
///
/// A compiler's `main` cannot be called twice, so that the job after the practice enters at `swift::performFrontend`, which `main`
/// calls too; the compiler's own symbol table tells where it is. One without it does not practise.
enum WaitingProgramSource {
    static let done: UInt8 = 4
    /// The variable of the environment that has it practise, and its descriptor for the job.
    static let practiceVariable = "DEWAR_PRACTICE"

    static let text = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <elf.h>
        #include <fcntl.h>
        #include <link.h>
        #include <poll.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <sys/stat.h>
        #include <sys/syscall.h>
        #include <unistd.h>

        typedef int Main(int, char **, char **);
        typedef struct { char **first; size_t count; } Arguments;  // llvm::ArrayRef<const char *>
        typedef int Frontend(Arguments, const char *name, void *address, void *observer);

        static const char frontend_name[] =
            "_ZN5swift15performFrontendEN4llvm8ArrayRefIPKcEES3_PvPNS_16FrontendObserverE";
        static Main *program_main;
        static int has_job;

        static int take_base(struct dl_phdr_info *info, size_t size, void *base) {
          (void)size;
          *(uintptr_t *)base = info->dlpi_addr;
          return 1;  // the program itself comes first
        }

        static void *address_of(const char *name) {
          int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
          struct stat facts;
          if (file < 0 || fstat(file, &facts) != 0) return NULL;
          char *image = mmap(NULL, facts.st_size, PROT_READ, MAP_PRIVATE, file, 0);
          close(file);
          if (image == MAP_FAILED) return NULL;
          uintptr_t base = 0;
          dl_iterate_phdr(take_base, &base);
          void *found = NULL;
          const Elf64_Ehdr *head = (void *)image;
          const Elf64_Shdr *sections = (void *)(image + head->e_shoff);
          for (int i = 0; i < head->e_shnum && !found; i++) {
            if (sections[i].sh_type != SHT_SYMTAB) continue;
            const Elf64_Sym *symbols = (void *)(image + sections[i].sh_offset);
            const char *names = image + sections[sections[i].sh_link].sh_offset;
            for (size_t k = 0; k < sections[i].sh_size / sizeof *symbols && !found; k++)
              if (!strcmp(names + symbols[k].st_name, name)) found = (void *)(base + symbols[k].st_value);
          }
          munmap(image, facts.st_size);
          return found;
        }

        static char *read_all(int file, size_t *length) {
          size_t room = 1 << 16;
          char *bytes = malloc(room);
          ssize_t got;
          *length = 0;
          while (bytes && (got = read(file, bytes + *length, room - *length)) > 0) {
            *length += got;
            if (*length == room) bytes = realloc(bytes, room *= 2);
          }
          return bytes;
        }

        static Arguments split(char *program, char *bytes, size_t length) {
          Arguments arguments = {malloc((length + 2) * sizeof(char *)), 1};
          arguments.first[0] = program;
          for (size_t at = 0; at < length; at += strlen(bytes + at) + 1) arguments.first[arguments.count++] = bytes + at;
          arguments.first[arguments.count] = NULL;
          return arguments;
        }

        static void say(char byte) {
          if (write(1, &byte, 1) != 1) syscall(SYS_exit_group, 1);
        }

        // The last that a program calls: the linker does so by itself.
        void _exit(int code) {
          if (has_job && code == 0) say('\4');
          for (;;) syscall(SYS_exit_group, code);
        }

        void _Exit(int code) { _exit(code); }

        static void practise(int count, char **arguments, char **environment) {
          int output = dup(1), errors = dup(2), nowhere = open("/dev/null", O_WRONLY);
          dup2(nowhere, 1);
          dup2(nowhere, 2);
          program_main(count, arguments, environment);
          dup2(output, 1);
          dup2(errors, 2);
          close(output);
          close(errors);
          close(nowhere);
        }

        static int brings_nothing(int milliseconds) {
          struct pollfd order = {3, POLLIN, 0};
          return poll(&order, 1, milliseconds) == 0;
        }

        static int wait_for_job(int count, char **arguments, char **environment) {
          const char *rest = getenv("DEWAR_PRACTICE");  // stays readable when it is unset
          Frontend *frontend = NULL;
          unsetenv("LD_PRELOAD");
          unsetenv("DEWAR_PRACTICE");
          say('r');
          if (rest && brings_nothing(atoi(rest))) frontend = address_of(frontend_name);
          if (frontend) {
            say('b');
            practise(count, arguments, environment);
            say('p');
          }
          size_t length;
          char *order = read_all(3, &length);
          if (!order || length == 0) _exit(1);
          order[length - 1] = 0;
          has_job = 1;
          Arguments job = split(arguments[0], order, length);
          if (!frontend) _exit(program_main(job.count, job.first, environment));
          Arguments behind_the_mode = {job.first + 2, job.count - 2};  // -frontend itself is not for it
          _exit(frontend(behind_the_mode, arguments[0], (void *)wait_for_job, NULL));
        }

        int __libc_start_main(Main *main, int count, char **arguments, void (*begin)(void), void (*end)(void),
                              void (*unload)(void), void *stack) {
          typeof(&__libc_start_main) start = (typeof(&__libc_start_main))dlsym(RTLD_NEXT, "__libc_start_main");
          program_main = main;
          return start(wait_for_job, count, arguments, begin, end, unload, stack);
        }
        """#
}
