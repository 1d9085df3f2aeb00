package org.ropewalk.examples.mail;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ropewalk.line.Bytes;

/**
 * The drops of all users under one directory, for a demonstration: whoever gets mail has a drop,
 * and everybody's password is the same. Any thread; may block.
 */
public final class PostOffice {
    private static final String WELCOME =
            "From: ropewalk@example.org\r\nTo: u1@example.org\r\nSubject: Welcome\r\n\r\n"
                    + "This line begins the text.\r\n.This one begins with a dot.\r\nThe end.\r\n";

    private final Path directory;
    private final byte[] password;
    private final Map<String, Maildrop> drops = new ConcurrentHashMap<>();

    /** The drops under {@code directory}. */
    public PostOffice(Path directory, String password) {
        this.directory = directory;
        this.password = Bytes.of(password).toByteArray();
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

    /** The drop of a user, if that can be the name of one. */
    public Optional<Maildrop> drop(String user) {
        return user.matches("[A-Za-z0-9][A-Za-z0-9_+-]*(\\.[A-Za-z0-9_+-]+)*")
                        && user.length() <= 64
                ? Optional.of(
                        drops.computeIfAbsent(user, name -> new Maildrop(directory.resolve(name))))
                : Optional.empty();
    }
}
