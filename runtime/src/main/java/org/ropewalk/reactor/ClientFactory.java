package org.ropewalk.reactor;

/**
 * A factory for connections that this side begins. All methods are called on the reactor's home
 * loop.
 */
public abstract class ClientFactory extends Factory {
    /** For subclasses. */
    protected ClientFactory() {}

    /** An attempt begins; the connector may be told to stop it. */
    public void startedConnecting(Connector connector) {}

    /** The connection stands: {@link Protocol#connectionMade()} was called. */
    public void clientConnectionMade(Connector connector, Protocol protocol) {}

    /** The attempt failed; {@link Connector#connect()} may be called to try again. */
    public void clientConnectionFailed(Connector connector, Throwable reason) {}

    /**
     * The connection, once made, was lost; {@link Connector#connect()} may be called to make it
     * again.
     */
    public void clientConnectionLost(Connector connector, Throwable reason) {}
}
