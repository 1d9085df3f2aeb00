package org.ropewalk.benchmarks.peer;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;

/** The transport that a Netty peer runs on. */
record NettyTransport(IoHandlerFactory factory, Class<? extends ServerChannel> channel) {
    /** {@code nio}, or {@code epoll} where it is to be had. */
    static NettyTransport of(String name) {
        return name.equals("epoll") && Epoll.isAvailable()
                ? new NettyTransport(EpollIoHandler.newFactory(), EpollServerSocketChannel.class)
                : new NettyTransport(NioIoHandler.newFactory(), NioServerSocketChannel.class);
    }
}
