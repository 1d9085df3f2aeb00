package org.ropewalk.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFilesTest {
    @TempDir Path folder;

    @Test
    void an_RSA_key_is_the_same_in_PKCS_8_and_in_PKCS_1() {
        assertThat(PemFiles.privateKey(Pems.path("server-pkcs1.key"), null))
                .isEqualTo(PemFiles.privateKey(Pems.path("server.key"), null));
    }

    @Test
    void an_EC_key_is_the_same_in_PKCS_8_and_in_SEC_1() {
        ECPrivateKey old = (ECPrivateKey) PemFiles.privateKey(Pems.path("other-sec1.key"), null);
        ECPrivateKey key = (ECPrivateKey) PemFiles.privateKey(Pems.path("other.key"), null);
        assertThat(old.getS()).isEqualTo(key.getS());
        assertThat(old.getParams().getOrder()).isEqualTo(key.getParams().getOrder());
    }

    @Test
    void an_Ed25519_key_is_read() {
        assertThat(PemFiles.privateKey(Pems.path("ed25519.key"), null).getAlgorithm())
                .isEqualTo("EdDSA");
    }

    @Test
    void an_encrypted_key_takes_its_password() {
        Path file = Pems.path("server-encrypted.key");
        assertThat(PemFiles.privateKey(file, "secret".toCharArray()))
                .isEqualTo(PemFiles.privateKey(Pems.path("server.key"), null));
        assertThatThrownBy(() -> PemFiles.privateKey(file, null))
                .hasMessage("the private key in " + file + " is encrypted; give its password");
        assertThatThrownBy(() -> PemFiles.privateKey(file, "wrong".toCharArray()))
                .hasMessageContaining("the password is wrong");
    }

    @Test
    void certificates_follow_each_other() throws IOException {
        Path file = folder.resolve("chain.pem");
        Files.writeString(
                file,
                Files.readString(Pems.path("server.pem")) + Files.readString(Pems.path("ca.pem")));
        assertThat(PemFiles.certificates(file))
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .containsExactly("CN=server", "CN=Test CA");
    }

    @Test
    void the_message_names_the_missing_or_damaged_file() throws IOException {
        Path none = folder.resolve("none.pem");
        assertThatThrownBy(() -> PemFiles.certificates(none))
                .isInstanceOf(TlsConfigurationException.class)
                .hasMessage("there is no file " + none + "; give the path of a PEM file");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
        assertThatThrownBy(() -> PemFiles.certificates(empty))
                .hasMessage(
                        "no certificate is in "
                                + empty
                                + "; a PEM file with CERTIFICATE blocks is needed");
        assertThatThrownBy(() -> PemFiles.privateKey(empty, null))
                .hasMessage(
                        "no private key is in "
                                + empty
                                + "; a PEM file with a PRIVATE KEY block is needed");
        Path damaged =
                Files.writeString(
                        folder.resolve("damaged.pem"),
                        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                                + "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> PemFiles.certificates(damaged))
                .hasMessageStartingWith("a certificate in " + damaged + " is damaged");
        assertThatThrownBy(() -> PemFiles.privateKey(damaged, null))
                .hasMessageStartingWith("the private key in " + damaged + " is damaged");
    }

    @Test
    void a_key_of_another_kind_than_the_certificate_is_refused() {
        assertThatThrownBy(() -> TlsContext.server(Pems.path("server.pem"), Pems.path("other.key")))
                .hasMessageContaining("is EC, but the certificate in")
                .hasMessageContaining("is for a key that is RSA");
    }

    @Test
    void changed_files_make_a_new_context_and_unusable_ones_keep_the_old() throws IOException {
        Path certificate = folder.resolve("server.pem");
        Path key = folder.resolve("server.key");
        Files.copy(Pems.path("server.pem"), certificate);
        Files.copy(Pems.path("server.key"), key);
        ReloadingTls reloading =
                new ReloadingTls(() -> TlsContext.server(certificate, key), certificate, key);
        TlsContext first = reloading.get();

        reloading.reloadIfChanged();
        assertThat(reloading.get()).isSameAs(first);

        Files.writeString(certificate, "damaged");
        Files.setLastModifiedTime(certificate, FileTime.fromMillis(1_000));
        reloading.reloadIfChanged();
        assertThat(reloading.get()).isSameAs(first);

        Files.writeString(certificate, Files.readString(Pems.path("server.pem")));
        Files.setLastModifiedTime(certificate, FileTime.fromMillis(2_000));
        reloading.reloadIfChanged();
        assertThat(reloading.get()).isNotSameAs(first);
    }
}
