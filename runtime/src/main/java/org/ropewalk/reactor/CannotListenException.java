package org.ropewalk.reactor;

/** A port cannot listen; the message has the address and the cause. */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String interfaceName;
    private final int port;

    /**
     * Created by reactors.
     *
     * @param interfaceName the address of the interface, or the path; {@code "any"} for all
     *     interfaces
     * @param port the port number, or -1 if there is none
     */
    public CannotListenException(String interfaceName, int port, Throwable cause) {
        super(
                "Couldn't listen on "
                        + interfaceName
                        + (port < 0 ? "" : ":" + port)
                        + ": "
                        + cause.getMessage(),
                cause);
        this.interfaceName = interfaceName;
        this.port = port;
    }

    /** The interface's address or the path; {@code "any"} for all interfaces. */
    public String interfaceName() {
        return interfaceName;
    }

    /** The port number, or -1 where there is none. */
    public int port() {
        return port;
    }
}
