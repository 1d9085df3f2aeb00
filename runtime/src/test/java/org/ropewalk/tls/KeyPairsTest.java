package org.ropewalk.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A private key belongs to its certificate, or is refused when it is loaded (F71). */
class KeyPairsTest {
    @TempDir Path folder;

    private static String doesNotBelong(Path key, Path certificate) {
        return "the key in "
                + key
                + " does not belong to the first certificate in "
                + certificate
                + "; give the key for which that was issued";
    }

    @Test
    void F71_aKeyOfAnotherCertificateIsRefusedWhenItIsLoaded() {
        Path certificate = Pems.path("server.pem");
        Path key = Pems.path("client.key");
        assertThatThrownBy(() -> TlsContext.server(certificate, key))
                .isInstanceOf(TlsConfigurationException.class)
                .hasMessage(doesNotBelong(key, certificate));
    }

    @Test
    void F71_theChainAfterTheCertificateDoesNotCount() throws IOException {
        Path chain = folder.resolve("chain.pem");
        Files.writeString(
                chain,
                Files.readString(Pems.path("ca.pem")) + Files.readString(Pems.path("server.pem")));
        assertThatThrownBy(() -> TlsContext.server(chain, Pems.path("server.key")))
                .hasMessage(doesNotBelong(Pems.path("server.key"), chain));
    }

    @Test
    void F71_aReloadThatFailsKeepsTheOldPairAndAGoodOneIsTaken() throws IOException {
        Path certificate = folder.resolve("server.pem");
        Path key = folder.resolve("server.key");
        Files.copy(Pems.path("server.pem"), certificate);
        Files.copy(Pems.path("server.key"), key);
        ReloadingTls reloading =
                new ReloadingTls(() -> TlsContext.server(certificate, key), certificate, key);
        TlsContext first = reloading.get();

        // As a renewal writes them: one file, and then the other.
        replace(certificate, "client.pem", 1_000);
        reloading.reloadIfChanged();
        assertThat(reloading.get()).isSameAs(first);

        replace(key, "client.key", 2_000);
        reloading.reloadIfChanged();
        assertThat(reloading.get()).isNotSameAs(first);
    }

    private static void replace(Path file, String by, long time) throws IOException {
        Files.writeString(file, Files.readString(Pems.path(by)));
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
    }

    @Test
    void F71_aReloadThatThrowsAnythingKeepsTheOldPair() throws IOException {
        Path file = Files.writeString(folder.resolve("any"), "any");
        boolean[] fails = {false};
        ReloadingTls reloading =
                new ReloadingTls(
                        () -> {
                            if (fails[0]) {
                                throw new IllegalStateException("no");
                            }
                            return TlsContext.client();
                        },
                        file);
        TlsContext first = reloading.get();
        fails[0] = true;
        Files.writeString(file, "other");
        reloading.reloadIfChanged();
        assertThat(reloading.get()).isSameAs(first);
    }

    /** Such as a link that Kubernetes turns, to a file that is as old. */
    @Test
    void whatTheFilesHoldCountsAndNotTheirTime() throws IOException {
        Path file = Files.writeString(folder.resolve("any"), "old");
        FileTime time = Files.getLastModifiedTime(file);
        ReloadingTls reloading = new ReloadingTls(TlsContext::client, file);
        TlsContext first = reloading.get();

        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
        reloading.reloadIfChanged();
        assertThat(reloading.get()).isSameAs(first);

        Files.writeString(file, "new");
        Files.setLastModifiedTime(file, time);
        reloading.reloadIfChanged();
        assertThat(reloading.get()).isNotSameAs(first);
    }

    @Test
    void aFileThatIsMissingIsLookedForAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("any"), "old");
        ReloadingTls reloading =
                new ReloadingTls(
                        () -> {
                            if (Files.notExists(file)) {
                                throw new IllegalStateException("no");
                            }
                            return TlsContext.client();
                        },
                        file);
        TlsContext first = reloading.get();
        Files.delete(file);
        reloading.reloadIfChanged();
        assertThat(reloading.get()).isSameAs(first);
        Files.writeString(file, "old");
        reloading.reloadIfChanged();
        assertThat(reloading.get()).isNotSameAs(first);
    }

    private static KeyPair pair(String algorithm, String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (curve != null) {
            generator.initialize(new ECGenParameterSpec(curve));
        }
        return generator.generateKeyPair();
    }

    @Test
    void F71_everyKindOfKeyIsCompared() throws Exception {
        KeyPair[] pairs = {
            pair("RSA", null),
            pair("DSA", null),
            pair("EC", "secp256r1"),
            pair("EC", "secp384r1"),
            pair("Ed25519", null),
            pair("Ed448", null),
        };
        for (KeyPair one : pairs) {
            for (KeyPair other : pairs) {
                if (one.getPublic().getAlgorithm().equals(other.getPublic().getAlgorithm())) {
                    assertThat(KeyPairs.match(one.getPrivate(), other.getPublic()))
                            .isEqualTo(one == other);
                }
            }
        }
    }
}
