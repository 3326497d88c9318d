internal import CDewarLinux
internal import Glibc

extension Files {
    /// What is in a folder, and what the kernel says of the folder itself.
    package struct Listing: Sendable {
        package var folder: Facts
        /// In no order.
        package var entries: [(name: String, facts: Facts)] = []
    }

    /// Lists a folder with the facts of each entry; nil if it cannot be read. Links count as what they lead to; a link
    /// that leads nowhere has the facts of the link. Of a folder inside, only kind and inode are told.
    package static func listing(of folder: String) -> Listing? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        let descriptor = dirfd(directory)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        var listing = Listing(folder: Facts(status))
        while let entry = readdir(directory) {
            let isFolder = entry.pointee.d_type == DT_DIR
            let inode = UInt64(entry.pointee.d_ino)
            withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                    if name[0] == 46, name[1] == 0 || (name[1] == 46 && name[2] == 0) { return }
                    if isFolder { return listing.entries.append((String(cString: name), Facts(folder: inode))) }
                    let found =
                        fstatat(descriptor, name, &status, 0) == 0
                        || fstatat(descriptor, name, &status, Int32(AT_SYMLINK_NOFOLLOW)) == 0
                    if found { listing.entries.append((String(cString: name), Facts(status))) }
                }
            }
        }
        return listing
    }

    /// Whether the kernel tells of changes that other machines make here: not for network and host-shared file systems.
    package static func tellsOfChanges(_ folder: String) -> Bool {
        var facts = statfs()
        guard statfs(folder, &facts) == 0 else { return true }
        return !silentFileSystems.contains(UInt32(truncatingIfNeeded: facts.f_type))
    }

    /// NFS, SMB, CIFS, SMB2, 9p (WSL's drives, virtio), FUSE, VirtualBox shared folders: the numbers of statfs(2).
    private static let silentFileSystems: Set<UInt32> = [
        0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x6573_5546, 0x786f_4256,
    ]
}

extension Files.Facts {
    fileprivate init(folder inode: UInt64) {
        self.init(kind: .folder, bytes: 0, inode: inode, modified: 0, changed: 0, device: 0, permissions: 0)
    }

    init(_ status: stat) {
        let kind: Files.Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        self.init(
            kind: kind, bytes: Int(status.st_size), inode: UInt64(status.st_ino),
            modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
            changed: Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec),
            device: UInt64(status.st_dev), permissions: UInt32(status.st_mode & 0o7777))
    }
}
