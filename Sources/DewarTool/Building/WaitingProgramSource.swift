/// What makes a compiler or linker wait for its job when it has started: a small library in C that is loaded into it (LD_PRELOAD)
/// and stands around its `main`. When the job comes, the program's start-up, a fifth of a small compilation, is behind it.
///
/// 1. The byte `r` on descriptor 1 says that it is ready.
/// 2. The job's arguments are read from descriptor 3, each ending with a NUL, up to the end of the file; `foreseen` alone stands
///    for those of its command line.
/// 3. The job is done with descriptors 1 and 2 as they are. If it succeeds, the last byte on descriptor 1 is `done`, so that nobody
///    waits for the kernel to take a hundred megabytes apart; else the exit code tells.
///
/// Where `DEWAR_PRACTICE` is set, and so many milliseconds have brought no job, the program does what its command line says, in
/// silence, and into files of other names: a compiler is then paged in, its caches full. Where `DEWAR_MODULES` is set, it then
/// prepares to do so again (`PreparedCompilerSource`). The byte `b` says that it begins, `p` that it is done with it, `f`
/// that it is prepared as well.
///
/// A compiler's `main` cannot be called twice, so that what comes after the practice enters at `swift::performFrontend`, which `main`
/// calls too; the compiler's own symbol table tells where it is. One without it does not practise.
enum WaitingProgramSource {
    static let done: UInt8 = 4
    static let foreseen = "="
    /// The variable of the environment that has it practise.
    static let practiceVariable = "DEWAR_PRACTICE"

    static let text = common + PreparedCompilerSource.text + waiting

    private static let common = #"""
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <elf.h>
        #include <fcntl.h>
        #include <link.h>
        #include <poll.h>
        #include <stdarg.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/mman.h>
        #include <sys/stat.h>
        #include <sys/syscall.h>
        #include <unistd.h>

        typedef int Main(int, char **, char **);
        typedef struct { char **first; size_t count; } Arguments;  // llvm::ArrayRef<const char *>
        typedef int Frontend(Arguments, const char *name, void *address, void *observer);

        enum {
          frontend, load_standard_library, main_module, context_of, module_named, observer_table, observer_stop, identifier, look_up,
          interface_type, own_context, signature_of, rules_of, symbol_count
        };
        static const char *const symbol_names[symbol_count] = {
            "_ZN5swift15performFrontendEN4llvm8ArrayRefIPKcEES3_PvPNS_16FrontendObserverE",
            "_ZN5swift16CompilerInstance18loadStdlibIfNeededEv",
            "_ZNK5swift16CompilerInstance13getMainModuleEv",
            "_ZNK5swift11DeclContext13getASTContextEv",
            "_ZN5swift10ASTContext15getModuleByNameEN4llvm9StringRefE",
            "_ZTVN5swift16FrontendObserverE",
            "_ZN5swift16FrontendObserver18configuredCompilerERNS_16CompilerInstanceE",
            "_ZNK5swift10ASTContext13getIdentifierEN4llvm9StringRefE",
            "_ZNK5swift10ModuleDecl11lookupValueENS_8DeclNameENS_6NLKindENS_9optionset9OptionSetINS_17ModuleLookupFlagsEjEE"
            "RN4llvm15SmallVectorImplIPNS_9ValueDeclEEE",
            "_ZNK5swift9ValueDecl16getInterfaceTypeEv",
            "_ZNK5swift4Decl23getInnermostDeclContextEv",
            "_ZNK5swift11DeclContext28getGenericSignatureOfContextEv",
            "_ZNK5swift20GenericSignatureImpl21getRequirementMachineEv",
        };
        static void *symbols[symbol_count];

        static int take_base(struct dl_phdr_info *info, size_t size, void *base) {
          (void)size;
          *(uintptr_t *)base = info->dlpi_addr;
          return 1;  // the program itself comes first
        }

        static int is_of_swift(const char *name) {  // among half a million
          if (name[0] != '_' || name[1] != 'Z') return 0;
          for (name += 2; *name >= 'A' && *name <= 'Z'; name++) {}
          return name[0] == '5' && !strncmp(name + 1, "swift", 5);
        }

        static void find_symbols(void) {
          int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
          struct stat facts;
          if (file < 0 || fstat(file, &facts) != 0) return;
          char *image = mmap(NULL, facts.st_size, PROT_READ, MAP_PRIVATE, file, 0);
          close(file);
          if (image == MAP_FAILED) return;
          uintptr_t base = 0;
          dl_iterate_phdr(take_base, &base);
          const Elf64_Ehdr *head = (void *)image;
          const Elf64_Shdr *sections = (void *)(image + head->e_shoff);
          for (int i = 0; i < head->e_shnum; i++) {
            if (sections[i].sh_type != SHT_SYMTAB) continue;
            const Elf64_Sym *entries = (void *)(image + sections[i].sh_offset);
            const char *names = image + sections[sections[i].sh_link].sh_offset;
            for (size_t k = 0; k < sections[i].sh_size / sizeof *entries; k++) {
              const char *name = names + entries[k].st_name;
              if (!is_of_swift(name)) continue;
              for (int n = 0; n < symbol_count; n++)
                if (!strcmp(name, symbol_names[n])) symbols[n] = (void *)(base + entries[k].st_value);
            }
          }
          munmap(image, facts.st_size);
        }

        """#

    private static let waiting = #"""

        static Main *program_main;
        static char *program;
        static char **environment;
        static Arguments foreseen;
        static char *modules;
        static int has_job, has_practised, output, errors;

        static void say(char byte) {
          if (write(1, &byte, 1) != 1) syscall(SYS_exit_group, 1);
        }

        static void fall_silent(void) {
          int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
          output = dup(1);
          errors = dup(2);
          dup2(nowhere, 1);
          dup2(nowhere, 2);
          close(nowhere);
        }

        static void speak(void) {
          dup2(output, 1);
          dup2(errors, 2);
          close(output);
          close(errors);
        }

        // The last that a program calls: the linker does so by itself.
        void _exit(int code) {
          if (has_job && code == 0) say('\4');
          for (;;) syscall(SYS_exit_group, code);
        }

        void _Exit(int code) { _exit(code); }

        static Arguments read_order(void) {
          size_t room = 1 << 16, length = 0;
          char *bytes = malloc(room);
          ssize_t got;
          while (bytes && (got = read(3, bytes + length, room - length)) > 0) {
            length += got;
            if (length == room) bytes = realloc(bytes, room *= 2);
          }
          if (!bytes || length == 0) _exit(1);
          bytes[length - 1] = 0;
          Arguments order = {malloc((length + 2) * sizeof(char *)), 1};
          order.first[0] = program;
          for (size_t at = 0; at < length; at += strlen(bytes + at) + 1) order.first[order.count++] = bytes + at;
          order.first[order.count] = NULL;
          has_job = 1;
          return order;
        }

        static int is_foreseen(Arguments order) { return order.count == 2 && !strcmp(order.first[1], "="); }

        static Arguments behind_the_mode(Arguments job) {  // -frontend itself is not for it
          return (Arguments){job.first + 2, job.count - 2};
        }

        static void do_job(Arguments order) {
          Arguments job = is_foreseen(order) ? foreseen : order;
          if (!has_practised) _exit(program_main(job.count, job.first, environment));
          _exit(((Frontend *)symbols[frontend])(behind_the_mode(job), program, (void *)do_job, NULL));
        }

        static void practise(void) {
          Arguments job = {calloc(foreseen.count + 1, sizeof(char *)), foreseen.count};
          for (size_t i = 0; i < job.count; i++) {
            const char *before = i ? foreseen.first[i - 1] : "";
            job.first[i] = foreseen.first[i];
            if (strcmp(before, "-o") && strcmp(before, "-emit-reference-dependencies-path")) continue;
            if (asprintf(&job.first[i], "%s.practice", foreseen.first[i]) < 0) return;
          }
          program_main(job.count, job.first, environment);
          has_practised = 1;
        }

        // Called by the compiler once it is set up for the job that is foreseen; to come back is to go on with it.
        static void wait_when_set_up(void *observer, void *instance) {
          (void)observer;
          load_modules(instance, modules);
          int is_prepared = end_preparation();
          speak();
          say(is_prepared ? 'f' : 'p');
          Arguments order = read_order();
          if (!is_prepared || !is_foreseen(order) || !take_sources()) do_job(order);
        }

        static int brings_nothing(int milliseconds) {
          struct pollfd order = {3, POLLIN, 0};
          return poll(&order, 1, milliseconds) == 0;
        }

        static int wait_for_job(int count, char **arguments, char **variables) {
          const char *rest = getenv("DEWAR_PRACTICE");  // stays readable when it is unset
          modules = getenv("DEWAR_MODULES");
          foreseen = (Arguments){arguments, count};
          program = arguments[0];
          environment = variables;
          unsetenv("LD_PRELOAD");
          unsetenv("DEWAR_PRACTICE");
          unsetenv("DEWAR_MODULES");
          say('r');
          if (rest && brings_nothing(atoi(rest))) find_symbols();
          if (symbols[frontend]) {
            say('b');
            fall_silent();
            practise();
            if (modules) prepare(behind_the_mode(foreseen), program, wait_when_set_up);
            speak();
            say('p');
          }
          do_job(read_order());
          return 0;
        }

        int __libc_start_main(Main *main, int count, char **arguments, void (*begin)(void), void (*end)(void),
                              void (*unload)(void), void *stack) {
          typeof(&__libc_start_main) start = (typeof(&__libc_start_main))dlsym(RTLD_NEXT, "__libc_start_main");
          program_main = main;
          return start(wait_for_job, count, arguments, begin, end, unload, stack);
        }
        """#
}
