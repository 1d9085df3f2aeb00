package org.ropewalk.uring;

import java.io.IOException;
import org.ropewalk.loop.Network;

/** Opens networks over io_uring; this version is for JDK 22 and later. */
final class UringNetworks {
    private UringNetworks() {}

    /**
     * A network for one loop.
     *
     * @throws UnsupportedOperationException if there is no io_uring that can be used
     */
    static Network open(KernelAnswers answers) {
        String system = System.getProperty("os.name");
        if (!system.equals("Linux")) {
            throw new UnsupportedOperationException(
                    "io_uring is a part of Linux; this system is " + system);
        }
        try {
            return new UringNetwork(answers);
        } catch (IOException e) {
            throw new UnsupportedOperationException(
                    "io_uring cannot be used here: " + e.getMessage(), e);
        } catch (LinkageError e) {
            // The class of the C library could not be initialized.
            throw new UnsupportedOperationException(
                    "io_uring needs the option --enable-native-access=org.ropewalk, or ALL-UNNAMED"
                            + " on the class path",
                    e);
        }
    }
}
