package org.ropewalk.benchmarks.peer;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** One thread per connection, blocking reads. usage: Threads PORT platform|virtual */
public final class Threads {
    public static void main(String[] args) throws Exception {
        Map<String, TextSession.Item> store = new ConcurrentHashMap<>();
        Executor threads =
                args[1].equals("platform")
                        ? Executors.newCachedThreadPool()
                        : (Executor)
                                Executors.class
                                        .getMethod("newVirtualThreadPerTaskExecutor")
                                        .invoke(null);
        try (ServerSocket server =
                new ServerSocket(
                        Integer.parseInt(args[0]), 1024, InetAddress.getLoopbackAddress())) {
            for (; ; ) {
                Socket s = server.accept();
                threads.execute(() -> serve(s, new TextSession(store)));
            }
        }
    }

    private static void serve(Socket s, TextSession session) {
        try (s) {
            s.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(s.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = new BufferedOutputStream(s.getOutputStream());
            for (String line; (line = in.readLine()) != null; ) {
                String reply = session.line(line);
                if (reply != null) {
                    out.write(reply.getBytes(StandardCharsets.UTF_8));
                }
                if (!in.ready()) { // nothing more is waiting: the pipelined batch is answered
                    out.flush();
                }
            }
        } catch (IOException e) {
            // the peer went away
        }
    }
}
