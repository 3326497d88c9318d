/// What a compiler that waits does ahead of a job that is foreseen: it reads the arguments, sets itself up, loads the modules
/// that the sources import and looks at the operators that they may use, a quarter of a small compilation. In C, a part of
/// `WaitingProgramSource`.
///
/// The compiler opens its sources before it loads modules. So it is given, for each, a file in memory with room for more, spaces behind
/// the text, of which it maps the pages; once the job comes, the text that stands on the disk then is put there, before the compiler has
/// looked at it. The compiler's own observer (`swift::FrontendObserver`) is where it stops in between.
///
/// A job is not done in this way, but from its beginning by the same process, if
/// - a source is longer than its room, or its pages do not show the text,
/// - a file that has been read so far, such as a module, is another one now,
/// - a symbol is missing by which the compiler is called.
enum PreparedCompilerSource {
    /// The variable of the environment that tells the modules, with commas.
    static let modulesVariable = "DEWAR_MODULES"

    static let text = #"""
        typedef struct { const char *path; int memory; size_t room; char *view; } Source;
        typedef struct { char *path; struct stat facts; } ReadFile;
        static struct {
          int is_under_way, has_stopped, tells_dependencies;
          Source *sources;
          size_t source_count;
          ReadFile *files;
          size_t file_count;
        } preparation;

        typedef void *OfOne(void *);
        typedef void *Named(void *, const char *, size_t);
        typedef void LookUp(void *module, void *name, unsigned kind, unsigned flags, void *found);

        enum { page = 4096, least_room = 8 * page };  // what is smaller than four pages is copied, not mapped

        static int open_file(const char *path, int flags, int mode) {
          return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
        }

        // The text and spaces behind it, as many bytes as there is room; 0 where it does not fit.
        static int fill(const Source *source, char *bytes) {
          int file = open_file(source->path, O_RDONLY | O_CLOEXEC, 0);
          size_t length = 0;
          ssize_t got;
          if (file < 0) return 0;
          while (length < source->room && (got = read(file, bytes + length, source->room - length)) > 0) length += got;
          close(file);
          if (length == source->room) return 0;
          memset(bytes + length, ' ', source->room - length);
          return 1;
        }

        static int put_text(const Source *source) {
          char *bytes = malloc(source->room);
          int is_there = bytes && fill(source, bytes) &&
                         pwrite(source->memory, bytes, source->room, 0) == (ssize_t)source->room &&
                         (!source->view || memcmp(source->view, bytes, source->room) == 0);
          free(bytes);
          return is_there;
        }

        static int open_in_memory(Source *source) {
          struct stat facts;
          char name[32];
          if (stat(source->path, &facts) != 0) return -1;
          snprintf(name, sizeof name, "dewar-%zu-", (size_t)(source - preparation.sources));
          source->room = (facts.st_size / page + 2) * page + 1;  // no whole page: a NUL has to follow
          if (source->room < least_room) source->room = least_room + 1;
          source->memory = memfd_create(name, MFD_CLOEXEC);
          return source->memory >= 0 && put_text(source) ? dup(source->memory) : -1;
        }

        static void note_file(const char *path, int file) {
          ReadFile noted = {strdup(path), {0}};
          ReadFile *files = realloc(preparation.files, (preparation.file_count + 1) * sizeof noted);
          if (files) preparation.files = files;
          if (files && noted.path && fstat(file, &noted.facts) == 0) files[preparation.file_count++] = noted;
        }

        // Every file that the compiler opens.
        int open(const char *path, int flags, ...) {
          va_list rest;
          va_start(rest, flags);
          int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0;
          va_end(rest);
          if (!preparation.is_under_way) return open_file(path, flags, mode);
          for (size_t i = 0; i < preparation.source_count; i++) {
            Source *source = &preparation.sources[i];
            if (source->memory < 0 && !strcmp(source->path, path)) return open_in_memory(source);
          }
          int file = open_file(path, flags, mode);
          if (file >= 0) note_file(path, file);
          return file;
        }

        // Finds the sources' pages in the compiler's memory.
        static int find_views(void) {
          FILE *maps = fopen("/proc/self/maps", "re");
          size_t found = 0, room = 0, number;
          char *line = NULL;
          if (!maps) return 0;
          while (getline(&line, &room, maps) > 0) {
            char *name = strstr(line, "/memfd:dewar-");
            void *view;
            if (!name || sscanf(name, "/memfd:dewar-%zu-", &number) != 1 || sscanf(line, "%p", &view) != 1) continue;
            if (number >= preparation.source_count || preparation.sources[number].view) continue;
            preparation.sources[number].view = view;
            found++;
          }
          free(line);
          fclose(maps);
          return found == preparation.source_count;
        }

        static int are_files_unchanged(void) {
          for (size_t i = 0; i < preparation.file_count; i++) {
            struct stat before = preparation.files[i].facts, now;
            if (stat(preparation.files[i].path, &now) != 0 || now.st_ino != before.st_ino || now.st_dev != before.st_dev ||
                now.st_size != before.st_size || now.st_mtim.tv_sec != before.st_mtim.tv_sec ||
                now.st_mtim.tv_nsec != before.st_mtim.tv_nsec)
              return 0;
          }
          return 1;
        }

        static int take_sources(void) {
          for (size_t i = 0; i < preparation.source_count; i++)
            if (!put_text(&preparation.sources[i])) return 0;
          return are_files_unchanged();
        }

        // The operators of which a text is likely to use one. Where it does, or where it has the compiler synthesise `==`, each of the
        // functions of that name is looked at, and rules are made of what it requires of its types. Not where the compiler tells on
        // what it depends, since it would tell the same in another order.
        static void load_operators(void *context, void *module) {
          static const char *const operators[] = {"==", "!=", "~=", "<", ">", "+", "-", "??"};
          for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
            struct { void **first; unsigned count, room; void *inside[1]; } found = {found.inside, 0, 1, {0}};  // llvm::SmallVector
            void *name = ((Named *)symbols[identifier])(context, operators[i], strlen(operators[i]));
            ((LookUp *)symbols[look_up])(module, name, 1, 0, &found);
            for (unsigned k = 0; k < found.count; k++) {
              ((OfOne *)symbols[interface_type])(found.first[k]);
              void *signature = ((OfOne *)symbols[signature_of])(((OfOne *)symbols[own_context])(found.first[k]));
              if (signature) ((OfOne *)symbols[rules_of])(signature);
            }
            if (found.first != found.inside) free(found.first);
          }
        }

        static void load_modules(void *instance, char *names) {
          if (((int (*)(void *))symbols[load_standard_library])(instance)) return;
          void *context = ((OfOne *)symbols[context_of])(((OfOne *)symbols[main_module])(instance));
          for (char *name = strtok(names, ","); name; name = strtok(NULL, ","))
            ((Named *)symbols[module_named])(context, name, strlen(name));
          if (!preparation.tells_dependencies) load_operators(context, ((Named *)symbols[module_named])(context, "Swift", 5));
        }

        // Whether the compiler can go on with what stands on the disk when the job comes.
        static int end_preparation(void) {
          preparation.is_under_way = 0;
          preparation.has_stopped = 1;
          return find_views();
        }

        // Begins the job that is foreseen, in which the compiler calls `stop` when it is set up. Comes back where it does not.
        static void prepare(Arguments job, char *program, void *stop) {
          static void *table[16], *observer[1] = {table + 2};  // behind the offset to the top and the type
          int has_stop = 0;
          for (int i = 0; i < symbol_count; i++) if (!symbols[i]) return;
          memcpy(table, symbols[observer_table], 9 * sizeof *table);
          for (int i = 2; i < 9; i++) if (table[i] == symbols[observer_stop]) table[i] = stop, has_stop = 1;
          preparation.sources = calloc(job.count, sizeof *preparation.sources);
          if (!has_stop || !preparation.sources) return;
          for (size_t i = 0; i < job.count; i++) {
            size_t length = strlen(job.first[i]);
            if (!strcmp(job.first[i], "-emit-reference-dependencies-path")) preparation.tells_dependencies = 1;
            if (length > 6 && !strcmp(job.first[i] + length - 6, ".swift"))
              preparation.sources[preparation.source_count++] = (Source){job.first[i], -1, 0, NULL};
          }
          preparation.is_under_way = 1;
          int code = ((Frontend *)symbols[frontend])(job, program, (void *)prepare, observer);
          if (preparation.has_stopped) _exit(code);
          preparation.is_under_way = 0;
        }
        """#
}
