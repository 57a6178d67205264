package io.deskledger.api.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Puts into every connection what the framework leaves to those who know it. Clients that ask for an answer of any
 * length and then take nothing of it show where bytes leave, not where they are made: the server takes hundreds of
 * pieces ahead of its client.
 */
@Singleton
final class ConnectionHandlers implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final String CODEC = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;

    // Provided later: what listens to the creation of beans is made before them.
    private final BeanProvider<Patience> patience;

    ConnectionHandlers(BeanProvider<Patience> patience) {
        this.patience = patience;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Customizer(null));
        return registry;
    }

    private final class Customizer implements NettyServerCustomizer {

        private final @Nullable Channel channel;

        private Customizer(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel specialized, ChannelRole role) {
            return new Customizer(specialized);
        }

        @Override
        public void onStreamPipelineBuilt() {
            // Of HTTP/1.1, which is what the server speaks; others have no such codec.
            if (channel != null && channel.pipeline().get(CODEC) != null) {
                channel.pipeline()
                        .addAfter(CODEC, null, new DeafClientHandler(patience.get()))
                        .addAfter(CODEC, null, new BrokenBodyHandler());
            }
        }
    }
}
