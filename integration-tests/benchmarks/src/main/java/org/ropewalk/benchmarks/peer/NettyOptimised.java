package org.ropewalk.benchmarks.peer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.util.Arrays;

/**
 * Netty at its best for this load: no codec pipeline, byte parser and store shared with NioMinimal,
 * one pooled reply buffer per read, one flush per read burst. usage: NettyOptimised PORT nio|epoll
 */
public final class NettyOptimised {
    private static final BytesSession SESSION = new BytesSession();
    private static final byte[] IN = new byte[4 << 20];

    public static void main(String[] args) throws Exception {
        NettyTransport t = NettyTransport.of(args[1]);
        new ServerBootstrap()
                .group(
                        new MultiThreadIoEventLoopGroup(1, t.factory()),
                        new MultiThreadIoEventLoopGroup(1, t.factory()))
                .channel(t.channel())
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel ch) {
                                ch.pipeline().addLast(new Handler());
                            }
                        })
                .bind("127.0.0.1", Integer.parseInt(args[0]))
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    private static final class Handler extends ChannelInboundHandlerAdapter {
        private byte[] rest;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            ByteBuf b = (ByteBuf) msg;
            int have = 0;
            int n = b.readableBytes();
            if (rest != null) {
                have = rest.length;
                System.arraycopy(rest, 0, IN, 0, have);
            }
            b.readBytes(IN, have, n);
            b.release();
            int total = have + n;
            int used = SESSION.feed(IN, 0, total);
            rest = used == total ? null : Arrays.copyOfRange(IN, used, total);
            if (SESSION.outLen > 0) {
                ctx.write(
                        ctx.alloc()
                                .directBuffer(SESSION.outLen)
                                .writeBytes(SESSION.out, 0, SESSION.outLen),
                        ctx.voidPromise());
                SESSION.outLen = 0;
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            ctx.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
