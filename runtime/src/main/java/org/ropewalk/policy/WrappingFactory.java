package org.ropewalk.policy;

import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Protocol;

/**
 * A factory that wraps another: its protocols are between those of the other factory and their
 * transports.
 */
public abstract class WrappingFactory extends Factory {
    private final Factory wrapped;

    /** A factory around {@code wrapped}. */
    protected WrappingFactory(Factory wrapped) {
        this.wrapped = Objects.requireNonNull(wrapped, "wrapped");
    }

    /** The factory that is wrapped. */
    public final Factory wrapped() {
        return wrapped;
    }

    /** The wrapper of one connection's protocol. */
    protected ProtocolWrapper wrap(Protocol protocol) {
        return new ProtocolWrapper(protocol);
    }

    /** Null, and so the connection's end, if the wrapped factory builds nothing. */
    @Override
    public @Nullable Protocol buildProtocol(SocketAddress peer) {
        Protocol protocol = wrapped.buildProtocol(peer);
        if (protocol == null) {
            return null;
        }
        if (protocol.factory() == null) {
            protocol.builtBy(wrapped);
        }
        return wrap(protocol);
    }

    @Override
    public void proxyHeaderRefused(SocketAddress peer) {
        wrapped.proxyHeaderRefused(peer);
    }

    @Override
    public void proxyChecked(SocketAddress peer) {
        wrapped.proxyChecked(peer);
    }

    @Override
    public OutputLimits outputLimits() {
        return wrapped.outputLimits();
    }

    @Override
    public MemoryBudget memory() {
        return wrapped.memory();
    }

    /** The name for the log: that of the wrapped factory. */
    @Override
    public String toString() {
        return wrapped.toString();
    }

    @Override
    protected void startFactory() {
        wrapped.doStart();
    }

    @Override
    protected void stopFactory() {
        wrapped.doStop();
    }
}
