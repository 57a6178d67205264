package io.deskledger.api.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes one connection where bytes of an answer wait and, for as long as the patience lasts, none leaves. */
final class DeafClientHandler extends ChannelOutboundHandlerAdapter {

    private static final String WATCH = "deaf-client-watch";

    private final Patience patience;

    DeafClientHandler(Patience patience) {
        this.patience = patience;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response && !(message instanceof FullHttpMessage)) {
            unwatch(context);
            context.pipeline().addBefore(context.name(), WATCH, new Watch(patience.of(response)));
        } else if (message instanceof LastHttpContent) {
            unwatch(context);
        }
        super.write(context, message, promise);
    }

    private static void unwatch(ChannelHandlerContext context) {
        if (context.pipeline().get(WATCH) != null) {
            context.pipeline().remove(WATCH);
        }
    }

    /**
     * Looks twice within the patience; so whoever is cut off has taken nothing for all of it, and half as long again.
     */
    private static final class Watch extends IdleStateHandler {

        private static final int LOOKS = 3;

        private final Patience.Limit limit;
        private int looks;

        private Watch(Patience.Limit limit) {
            super(0, half(limit.patience()), 0, TimeUnit.NANOSECONDS);
            this.limit = limit;
        }

        private static long half(Duration patience) {
            return patience.dividedBy(2).toNanos();
        }

        @Override
        protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
            ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
            boolean isPending = waiting != null && waiting.totalPendingWriteBytes() > 0;
            looks = !isPending ? 0 : event.isFirst() ? 1 : looks + 1;
            if (looks == LOOKS) {
                limit.cutOff().increment();
                var _ = context.close();
            }
        }
    }
}
