package org.ropewalk.reactor;

/** A factory for outgoing connections. All methods are called on the reactor's home loop. */
public abstract class ClientFactory extends Factory {
    /** For subclasses. */
    protected ClientFactory() {}

    /** Called when an attempt begins; the connector can stop it. */
    public void startedConnecting(Connector connector) {}

    /** Called when the connection is open, after {@link Protocol#connectionMade()}. */
    public void clientConnectionMade(Connector connector, Protocol protocol) {}

    /** Called when the attempt failed; {@link Connector#connect()} may be called to try again. */
    public void clientConnectionFailed(Connector connector, Throwable reason) {}

    /**
     * Called when the connection was lost; {@link Connector#connect()} may be called to connect
     * again.
     */
    public void clientConnectionLost(Connector connector, Throwable reason) {}
}
