package org.ropewalk.benchmarks.peer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Netty as its own line-protocol examples write it. usage: NettyIdiomatic PORT nio|epoll */
public final class NettyIdiomatic {
    public static void main(String[] args) throws Exception {
        NettyTransport t = NettyTransport.of(args[1]);
        Map<String, TextSession.Item> store = new HashMap<>();
        StringDecoder decoder = new StringDecoder(StandardCharsets.UTF_8);
        StringEncoder encoder = new StringEncoder(StandardCharsets.UTF_8);
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
                                ch.pipeline()
                                        .addLast(
                                                new LineBasedFrameDecoder(8192),
                                                decoder,
                                                encoder,
                                                new Handler(store));
                            }
                        })
                .bind("127.0.0.1", Integer.parseInt(args[0]))
                .sync()
                .channel()
                .closeFuture()
                .sync();
    }

    private static final class Handler extends SimpleChannelInboundHandler<String> {
        private final TextSession session;

        Handler(Map<String, TextSession.Item> store) {
            session = new TextSession(store);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, String line) {
            String reply = session.line(line);
            if (reply != null) {
                ctx.write(reply);
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
