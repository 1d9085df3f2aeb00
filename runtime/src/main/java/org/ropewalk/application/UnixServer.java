package org.ropewalk.application;

import java.nio.file.Path;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.UnixOptions;

/** Listens for connections on a UNIX socket. */
public final class UnixServer extends PortService {
    private final Reactor reactor;
    private final Path path;
    private final Factory factory;
    private final UnixOptions options;

    /** Listens with {@link UnixOptions#STANDARD}. */
    public UnixServer(Reactor reactor, Path path, Factory factory) {
        this(reactor, path, factory, UnixOptions.STANDARD);
    }

    /** Listens with the given options. */
    public UnixServer(Reactor reactor, Path path, Factory factory, UnixOptions options) {
        this.reactor = reactor;
        this.path = path;
        this.factory = factory;
        this.options = options;
    }

    @Override
    Port listen() {
        return reactor.listenUnix(path, factory, options);
    }
}
