package org.ropewalk.loop.ports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ropewalk.loop.Guard;
import org.ropewalk.loop.StreamSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a reactor has open, and ends when it stops. Belongs to the home loop. */
final class PortRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(PortRegistry.class);

    /** A port, or an attempt to connect. */
    interface Open {
        /** Ends it at once. */
        void end();
    }

    private final Set<Open> listening = new LinkedHashSet<>();
    private final Set<Open> receiving = new LinkedHashSet<>();
    private final Set<Open> connecting = new LinkedHashSet<>();

    /** Accepted connections of which the proxy has not said for whom it speaks. */
    private final Set<StreamSocket> gated = new LinkedHashSet<>();

    private final AcceptedConnections accepted = new AcceptedConnections();
    private boolean ended;

    /** Counts the connections that ports have accepted. */
    AcceptedConnections accepted() {
        return accepted;
    }

    /** Throws {@link IllegalStateException} if the reactor has stopped listening and connecting. */
    void checkOpen() {
        if (ended) {
            throw LoopGroup.stopped();
        }
    }

    void listens(Open port) {
        listening.add(port);
    }

    void receives(Open port) {
        receiving.add(port);
    }

    void connects(Open attempt) {
        connecting.add(attempt);
    }

    void ended(Open open) {
        listening.remove(open);
        receiving.remove(open);
        connecting.remove(open);
    }

    void gated(StreamSocket accepted) {
        gated.add(accepted);
    }

    void passed(StreamSocket accepted) {
        gated.remove(accepted);
    }

    /** Listens no more; what was accepted lives on. */
    void endListening() {
        endAll(listening);
    }

    /** Ends all; nothing begins from now on. */
    void end() {
        ended = true;
        endAll(listening);
        endAll(receiving);
        endAll(connecting);
        List.copyOf(gated)
                .forEach(
                        socket ->
                                Guard.run(
                                        LOG, "The end of a connection", () -> socket.close(false)));
        gated.clear();
    }

    private static void endAll(Set<Open> some) {
        List.copyOf(some).forEach(open -> Guard.run(LOG, "The end", open, open::end));
    }

    /** What is still open: ports, each in words. */
    List<String> leaks() {
        List<String> open = new ArrayList<>();
        listening.forEach(port -> open.add("a port listens on " + port));
        receiving.forEach(port -> open.add("a port receives at " + port));
        return open;
    }
}
