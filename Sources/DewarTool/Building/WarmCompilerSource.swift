/// What makes a compiler wait for its next job when it has done one: a small library in C that is loaded into `swift-frontend`
/// (LD_PRELOAD). It stands around the compiler's `main` and does this:
///
/// 1. The compiler compiles what its command line says, in silence. It is warm then: linked, paged in, its caches full.
/// 2. One byte on descriptor 1 says so.
/// 3. The arguments of another job are read from descriptor 3, each ending with a NUL, up to the end of the file.
/// 4. That job is done with descriptors 1 and 2 as they are, and its exit code is the process's.
///
/// `main` cannot be called twice, so the second job enters at `swift::performFrontend`, which `main` calls too; the compiler's own
/// symbol table tells where it is. A compiler without it ends with 127 before it says that it is ready.
enum WarmCompilerSource {
    static let text = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <elf.h>
        #include <fcntl.h>
        #include <link.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <sys/stat.h>
        #include <unistd.h>

        typedef int Main(int, char **, char **);
        typedef struct { char **first; size_t count; } Arguments;  // llvm::ArrayRef<const char *>
        typedef int Frontend(Arguments, const char *name, void *address, void *observer);

        static const char frontend_name[] =
            "_ZN5swift15performFrontendEN4llvm8ArrayRefIPKcEES3_PvPNS_16FrontendObserverE";
        static Main *compiler;

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

        static Arguments split(char *bytes, size_t length) {
          Arguments arguments = {malloc((length + 1) * sizeof(char *)), 0};
          for (size_t at = 0; at < length; at += strlen(bytes + at) + 1) arguments.first[arguments.count++] = bytes + at;
          return arguments;
        }

        static void compile_in_silence(int count, char **arguments, char **environment) {
          int output = dup(1), errors = dup(2), nowhere = open("/dev/null", O_WRONLY);
          dup2(nowhere, 1);
          dup2(nowhere, 2);
          compiler(count, arguments, environment);
          dup2(output, 1);
          dup2(errors, 2);
          close(output);
          close(errors);
          close(nowhere);
        }

        static int compile_twice(int count, char **arguments, char **environment) {
          unsetenv("LD_PRELOAD");
          Frontend *frontend = (Frontend *)address_of(frontend_name);
          if (!frontend) _exit(127);
          compile_in_silence(count, arguments, environment);
          if (write(1, "r", 1) != 1) _exit(0);
          size_t length;
          char *order = read_all(3, &length);
          if (!order || length == 0) _exit(0);
          order[length - 1] = 0;
          Arguments job = split(order, length);
          Arguments behind_the_mode = {job.first + 1, job.count - 1};  // -frontend itself is not for it
          _exit(frontend(behind_the_mode, arguments[0], (void *)compile_twice, NULL));
        }

        int __libc_start_main(Main *main, int count, char **arguments, void (*begin)(void), void (*end)(void),
                              void (*unload)(void), void *stack) {
          typeof(&__libc_start_main) start = (typeof(&__libc_start_main))dlsym(RTLD_NEXT, "__libc_start_main");
          compiler = main;
          return start(compile_twice, count, arguments, begin, end, unload, stack);
        }
        """#
}
