package org.ropewalk.reactor;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Sends and receives datagrams of groups. Belongs to the loop's thread. */
public interface MulticastTransport extends DatagramTransport {
    /** Joins a group, on the interface that the system chooses. */
    default void joinGroup(InetAddress group) {
        joinGroup(group, null);
    }

    /**
     * Receives what is sent to a group, on one interface (its name or address); joining twice is
     * joining once.
     *
     * @throws MulticastJoinException if the address is no group's, or there is no such interface
     */
    void joinGroup(InetAddress group, @Nullable String interfaceName);

    /** Leaves a group that was joined without an interface's name. */
    default void leaveGroup(InetAddress group) {
        leaveGroup(group, null);
    }

    /**
     * Leaves a group.
     *
     * @throws MulticastJoinException if it was not joined
     */
    void leaveGroup(InetAddress group, @Nullable String interfaceName);

    /** How many routers a datagram passes, 0 to 255; 1 unless set, which is none. */
    void setTtl(int ttl);

    /** What {@link #setTtl} set. */
    int getTtl();

    /** Whether members on this host receive what it sends; they do unless set. */
    void setLoopback(boolean received);

    /** What {@link #setLoopback} set. */
    boolean isLoopback();

    /**
     * The interface (its name or address) on which datagrams leave.
     *
     * @throws MulticastJoinException if there is no such interface
     */
    void setOutgoingInterface(String interfaceName);
}
