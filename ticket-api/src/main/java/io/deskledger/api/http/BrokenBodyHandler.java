package io.deskledger.api.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ends one connection where a body's chunks are not what they say. The decoder calls that the end of the body and goes
 * silent, so that whoever reads it would take half a body for a whole one.
 */
final class BrokenBodyHandler extends ChannelDuplexHandler {

    private static final String DETAIL = "The body's chunks are not encoded as HTTP/1.1 says";

    private String path = "";
    private boolean isAnswered;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof HttpRequest request) {
            path = request.uri().split("[?#]", 2)[0];
            isAnswered = false;
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            refuse(context);
            return;
        }
        super.channelRead(context, message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        // Of 100 Continue comes another one.
        if (message instanceof HttpResponse response && response.status().code() >= HttpResponseStatus.OK.code()) {
            isAnswered = true;
        }
        super.write(context, message, promise);
    }

    private void refuse(ChannelHandlerContext context) {
        if (isAnswered) {
            var _ = context.close();
            return;
        }
        isAnswered = true;
        String requestId = UUID.randomUUID().toString();
        ByteBuf body = Unpooled.copiedBuffer(problem(requestId), StandardCharsets.UTF_8);
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(RequestId.HEADER, requestId)
                .set(HttpHeaderNames.CONNECTION, "close");
        var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** As {@link Problem} is written; the trace is known to whoever read the request's headers. */
    private String problem(String requestId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.BAD_REQUEST.reasonPhrase())
                .put("status", HttpResponseStatus.BAD_REQUEST.code())
                .put("detail", DETAIL)
                .put("instance", path)
                .put("request_id", requestId)
                .toString();
    }
}
