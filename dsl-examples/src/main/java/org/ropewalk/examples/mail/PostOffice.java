package org.ropewalk.examples.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ropewalk.examples.mail.value.Scram;
import org.ropewalk.examples.value.Names;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.MemoryBudget;

/**
 * The maildrops of all users in one directory, for a demonstration: every recipient has a drop, and
 * all passwords are the same. Any thread; what reads or writes files may block.
 */
public final class PostOffice {
    /** The default directory for mail. */
    public static final String DIRECTORY = "ropewalk-mail";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_KEY_BYTES = 32;
    private static final int NONCE_BYTES = 18;

    /** The least of RFC 7677. */
    private static final int SCRAM_ITERATIONS = 4096;

    private static final String WELCOME =
            "From: ropewalk@example.org\r\nTo: u1@example.org\r\nSubject: Welcome\r\n\r\n"
                    + "This line begins the text.\r\n.This one begins with a dot.\r\nThe end.\r\n";

    /** Strangers bring mail: they do not fill the disk with directories. */
    private static final int MOST_DROPS = 10_000;

    /** RFC 5321 4.5.3.1.1. */
    private static final int MAX_USER = 64;

    /** Maildir: what a program that ended has left in tmp is removed after 36 hours. */
    private static final Duration ABANDONED = Duration.ofHours(36);

    private final Path directory;
    private final byte[] password;
    private final Disk disk;
    private final int mostDrops;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<Path> read = ConcurrentHashMap.newKeySet();
    private final Set<Path> made = ConcurrentHashMap.newKeySet();
    private final Map<Path, Mailbox> open = new ConcurrentHashMap<>();
    private final Map<Path, Scripts> scripts = new ConcurrentHashMap<>();
    private final MemoryBudget memory = new MemoryBudget();

    private final Function<String, byte[]> salts = Scram.saltsOf(random(SALT_KEY_BYTES));

    /**
     * The drops under {@code directory}, which is made if it is not there.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public PostOffice(Path directory, String password) {
        this(directory, password, new Disk(), MOST_DROPS);
    }

    /**
     * As the other; without {@code durable} a message that was acknowledged may be lost when the
     * power fails, and delivery is faster.
     */
    public PostOffice(Path directory, String password, boolean durable) {
        this(directory, password, new Disk(durable), MOST_DROPS);
    }

    PostOffice(Path directory, String password, Disk disk, int mostDrops) {
        this.directory = directory;
        this.password = Bytes.of(password).toByteArray();
        this.disk = disk;
        this.mostDrops = mostDrops;
        try {
            disk.makeDirectories(directory);
            Files.delete(Files.createTempFile(directory, ".probe", ""));
            try (Stream<Path> users = Files.list(directory)) {
                users.filter(Files::isDirectory).forEach(this::found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void found(Path user) {
        known.add(user.getFileName().toString());
        try (Stream<Path> files = Files.list(user.resolve("tmp"))) {
            Instant latest = Instant.now().minus(ABANDONED);
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(latest)) {
                    disk.delete(file);
                }
            }
        } catch (IOException e) {
            // It is no maildir, or one of another user's.
            known.remove(user.getFileName().toString());
        }
    }

    /** The drop of one user: {@code u1}, with a message if it was empty. */
    public PostOffice withDemonstration() {
        Maildrop drop = drop("u1").orElseThrow();
        if (drop.messages().isEmpty()) {
            drop.deliver(Bytes.of(WELCOME));
        }
        return this;
    }

    /** Whether it is everybody's password. */
    public boolean isPassword(String given) {
        return MessageDigest.isEqual(password, Bytes.of(given).toByteArray());
    }

    /**
     * Begins a login by SCRAM with the first message of a client.
     *
     * @throws IllegalArgumentException if it is no first message, or a name or the password is not
     *     of ASCII
     */
    public Scram scram(String message) {
        Scram.ascii(new String(password, StandardCharsets.UTF_8));
        String nonce = Base64.getEncoder().encodeToString(random(NONCE_BYTES));
        return new Scram(message, nonce, salts, SCRAM_ITERATIONS);
    }

    /** The last message of a login by SCRAM; empty if the client's proves no password. */
    public Optional<String> verify(Scram scram, String message) {
        return scram.verify(message, new String(password, StandardCharsets.UTF_8));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** The memory limit of all messages in progress. */
    public MemoryBudget memory() {
        return memory;
    }

    /** The drop of a user, if that can be the name of one; it need not have any mail. */
    public Optional<Maildrop> drop(String user) {
        return isUser(user)
                ? Optional.of(
                        new Maildrop(directory.resolve(user), disk, read, made, () -> admit(user)))
                : Optional.empty();
    }

    /**
     * The mailboxes of a user, if that can be the name of one; their directories are made. May
     * block.
     *
     * @throws UncheckedIOException if they cannot be made
     */
    public Optional<Mailboxes> mailboxes(String user) {
        return drop(user)
                .map(
                        drop -> {
                            try {
                                drop.make();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                            return new Mailboxes(directory.resolve(user), disk, open);
                        });
    }

    /**
     * The Sieve scripts of a user, if that can be the name of one; their directory is made. May
     * block.
     *
     * @param quota holds from the first call for this user on
     * @throws UncheckedIOException if it cannot be made
     */
    public Optional<Scripts> scripts(String user, Scripts.Quota quota) {
        return drop(user)
                .map(
                        drop ->
                                scripts.computeIfAbsent(
                                        directory.resolve(user),
                                        maildir -> scripts(drop, maildir, quota)));
    }

    private Scripts scripts(Maildrop drop, Path maildir, Scripts.Quota quota) {
        try {
            drop.make();
            return new Scripts(maildir, disk, quota);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUser(String user) {
        return !user.isEmpty()
                && user.length() <= MAX_USER
                && Names.isOf(user, "._+-")
                && Names.isOf(user.charAt(0) + "", "")
                && Names.isFreeOfDoubled(user, '.')
                && !user.endsWith(".");
    }

    /** Whether a user has a drop already. */
    boolean isKnown(String user) {
        return known.contains(user);
    }

    /** Whether one more user may have a drop. */
    boolean hasRoom() {
        return known.size() < mostDrops;
    }

    /** Whether a user may have a drop; if so, it is known from now on. */
    private boolean admit(String user) {
        return known.contains(user) || hasRoom() && known.add(user);
    }

    /**
     * Puts a message into all of {@code drops}, or into none; its unique name. It is on disk when
     * this returns.
     *
     * @throws UncheckedIOException if it cannot be stored; nothing of it is left then
     */
    String deliver(Bytes text, List<Maildrop> drops) {
        try {
            return new Delivery(disk, text).store(drops);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An envelope for one client's messages. */
    public Envelope envelope() {
        return new Envelope(this);
    }
}
