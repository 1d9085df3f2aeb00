package org.ropewalk.loop.ports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ropewalk.loop.Guard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a reactor has open, and ends when it stops. Belongs to the home loop. */
final class PortRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(PortRegistry.class);

    /** A port, an attempt to connect, or a connection that is not served yet. */
    interface Open {
        /** Ends it at once. */
        void end();
    }

    private final Set<Open> listening = new LinkedHashSet<>();
    private final Set<Open> receiving = new LinkedHashSet<>();
    private final Set<Open> connecting = new LinkedHashSet<>();

    /** Accepted connections of which the proxy has not said for whom it speaks. */
    private final Set<Open> gated = new LinkedHashSet<>();

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
        gated.remove(open);
    }

    void waitsForHeader(Open gate) {
        gated.add(gate);
    }

    /** Listens no more; connections that are served live on. */
    void endListening() {
        endAll(listening);
        endAll(gated);
    }

    /** Ends all; nothing begins from now on. */
    void end() {
        ended = true;
        endAll(listening);
        endAll(receiving);
        endAll(connecting);
        endAll(gated);
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
