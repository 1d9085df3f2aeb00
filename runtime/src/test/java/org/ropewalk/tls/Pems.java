package org.ropewalk.tls;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The certificates and keys of the tests: a CA, and what it signed. */
public final class Pems {
    private Pems() {}

    public static Path path(String name) {
        try {
            return Path.of(Pems.class.getResource("/tls/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
