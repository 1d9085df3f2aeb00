package org.ropewalk.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.ropewalk.tls.TlsContext;

/** TLS with a certificate that everybody has, for demonstrations. */
public final class DemoTls {
    private DemoTls() {}

    /** A server's context; its private key is public. */
    public static TlsContext context() {
        try {
            Path certificate = copy("demo.pem");
            Path key = copy("demo.key");
            try {
                return TlsContext.server(certificate, key);
            } finally {
                Files.delete(certificate);
                Files.delete(key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copy(String resource) throws IOException {
        Path file = Files.createTempFile("ropewalk", resource);
        try (InputStream in = DemoTls.class.getResourceAsStream(resource)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
