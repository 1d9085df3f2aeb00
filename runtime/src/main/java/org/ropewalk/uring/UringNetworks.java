package org.ropewalk.uring;

import org.ropewalk.loop.Network;

/** Opens networks over io_uring; the JAR file has another version of it for JDK 22 and later. */
final class UringNetworks {
    private UringNetworks() {}

    /**
     * Fails: this version is for older releases.
     *
     * @throws UnsupportedOperationException always
     */
    static Network open(KernelAnswers answers) {
        throw new UnsupportedOperationException(
                "io_uring needs JDK 22 or later and a JAR file that was built with it; this is JDK "
                        + Runtime.version().feature());
    }
}
