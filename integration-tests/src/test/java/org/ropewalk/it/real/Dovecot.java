package org.ropewalk.it.real;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;

/** A Dovecot that serves one protocol; everybody's password is {@code secret}. */
public final class Dovecot {
    private static final String USER = "mail";

    private Dovecot() {}

    /**
     * Starts one with the maildirs below {@code directory/mail}, which become its own. All users
     * may enter {@code directory} and the directory that it is in.
     */
    public static RealProcess start(Path directory, String protocol, String login)
            throws IOException {
        Programs.find("dovecot");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root runs Dovecot");
        for (Path folder : List.of(directory.getParent(), directory)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path mail = Files.createDirectories(directory.resolve("mail"));
        UserPrincipal user =
                mail.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
        try (Stream<Path> files = Files.walk(mail)) {
            for (Path file : files.toList()) {
                Files.setOwner(file, user);
            }
        }
        return RealProcess.start(
                "dovecot", port -> arguments(directory, protocol, login.formatted(port)));
    }

    private static List<String> arguments(Path directory, String protocol, String service) {
        String text =
                """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/log
                protocols = %2$s
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                mail_location = maildir:%1$s/mail/%%u
                first_valid_uid = 0
                auth_failure_delay = 0
                postmaster_address = postmaster@example.org
                %3$s
                service anvil {
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                protocol lmtp {
                  auth_username_format = %%Ln
                }
                passdb {
                  driver = static
                  args = password=secret
                }
                userdb {
                  driver = static
                  args = uid=mail gid=mail home=%1$s/mail/%%u
                }
                """;
        try {
            Path file = directory.resolve("dovecot.conf");
            Files.writeString(file, text.formatted(directory, protocol, service));
            return List.of("-F", "-c", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
