package org.ropewalk.reactor;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Sends and receives datagrams of multicast groups. Belongs to the loop's thread. */
public interface MulticastTransport extends DatagramTransport {
    /** Joins a group, on the interface that the system chooses. */
    default void joinGroup(InetAddress group) {
        joinGroup(group, null);
    }

    /**
     * Joins a group on one interface (its name or address); joining twice has no effect.
     *
     * @throws MulticastJoinException if the address is not that of a group, or there is no such
     *     interface
     */
    void joinGroup(InetAddress group, @Nullable String interfaceName);

    /** Leaves a group that was joined without an interface. */
    default void leaveGroup(InetAddress group) {
        leaveGroup(group, null);
    }

    /**
     * Leaves a group.
     *
     * @throws MulticastJoinException if it was not joined
     */
    void leaveGroup(InetAddress group, @Nullable String interfaceName);

    /**
     * Sets the number of routers that a datagram may pass, 0 to 255. By default 1, so it stays in
     * the local network.
     */
    void setTtl(int ttl);

    /** The number of routers that a datagram may pass. */
    int getTtl();

    /** Sets whether members on this host receive its datagrams; by default they do. */
    void setLoopback(boolean received);

    /** Whether members on this host receive its datagrams. */
    boolean isLoopback();

    /**
     * Sets the interface (its name or address) that sends datagrams.
     *
     * @throws MulticastJoinException if there is no such interface
     */
    void setOutgoingInterface(String interfaceName);
}
