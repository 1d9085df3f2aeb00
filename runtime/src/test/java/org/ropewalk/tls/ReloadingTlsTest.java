package org.ropewalk.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.LoggedLines;

/** The renewal of a certificate and its key, which are replaced one after the other. */
class ReloadingTlsTest {
    @TempDir Path folder;

    private Path certificate;
    private Path key;
    private long nowNs;
    private ReloadingTls reloading;

    @BeforeEach
    void begin() throws IOException {
        certificate = folder.resolve("tls.pem");
        key = folder.resolve("tls.key");
        replace(certificate, "server.pem");
        replace(key, "server.key");
        reloading =
                new ReloadingTls(
                        () -> nowNs,
                        () -> TlsContext.builder().certificate(certificate, key).build(),
                        certificate,
                        key);
    }

    private static void replace(Path file, String by) throws IOException {
        Files.copy(Pems.path(by), file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What is logged when a client connects after {@code later}. */
    private String connects(Duration later) {
        nowNs += later.toNanos();
        return LoggedLines.of(ReloadingTls.class, reloading::get).replace(folder + "/", "");
    }

    @Test
    void between_the_two_files_the_old_pair_is_used_with_a_warning() throws IOException {
        TlsContext old = reloading.get();
        replace(certificate, "other.pem");
        assertThat(connects(Duration.ofSeconds(1)))
                .startsWith(
                        "WARN TLS still uses the old [tls.pem, tls.key] until all are replaced: the key"
                                + " in tls.key is ")
                .endsWith("; give the key for which that was issued\n");
        assertThat(reloading.get()).isSameAs(old);
        assertThat(connects(Duration.ofSeconds(58))).isEmpty();

        replace(key, "other.key");
        assertThat(connects(Duration.ofSeconds(1)))
                .isEqualTo("INFO TLS uses the new [tls.pem, tls.key]\n");
        assertThat(reloading.get()).isNotSameAs(old);
        assertThat(connects(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void a_pair_that_does_not_match_for_a_minute_is_one_error() throws IOException {
        replace(key, "other.key");
        assertThat(connects(Duration.ofSeconds(1))).startsWith("WARN ");
        assertThat(connects(Duration.ofSeconds(59))).isEmpty();
        assertThat(connects(Duration.ofSeconds(1)))
                .startsWith(
                        "ERROR TLS still uses the old [tls.pem, tls.key] after a minute: the key");
        assertThat(connects(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_any_more_is_a_warning_too() throws IOException {
        Files.delete(key);
        assertThat(connects(Duration.ofSeconds(1))).startsWith("WARN ").contains("tls.key");
        replace(key, "server.key");
        assertThat(connects(Duration.ofSeconds(1))).startsWith("INFO ");
    }
}
