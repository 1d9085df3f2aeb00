package org.ropewalk.loop.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Optional;

/** Finds network interfaces by what users call them: their name, or one of their addresses. */
final class Interfaces {
    private Interfaces() {}

    static Optional<NetworkInterface> find(String name) throws SocketException {
        NetworkInterface byName = NetworkInterface.getByName(name);
        if (byName != null) {
            return Optional.of(byName);
        }
        if (!IpLiteral.isAddress(name)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    NetworkInterface.getByInetAddress(InetAddress.getByName(name)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** An address in digits, or the first address of the interface with this name; no look-up. */
    static Optional<InetAddress> address(String name) {
        try {
            if (IpLiteral.isAddress(name)) {
                return Optional.of(InetAddress.getByName(name));
            }
            if (name.equals("localhost")) {
                return Optional.of(InetAddress.getLoopbackAddress());
            }
            NetworkInterface found = NetworkInterface.getByName(name);
            return found == null ? Optional.empty() : found.inetAddresses().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** One over which groups can be reached, not the loopback one if there is another. */
    static Optional<NetworkInterface> forMulticast() throws SocketException {
        NetworkInterface loopback = null;
        for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (each.isUp() && each.isLoopback()) {
                loopback = each;
            } else if (each.isUp() && each.supportsMulticast()) {
                return Optional.of(each);
            }
        }
        return Optional.ofNullable(loopback);
    }
}
