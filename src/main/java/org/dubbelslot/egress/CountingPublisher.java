package org.dubbelslot.egress;

import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Passes a request's body on and counts it. */
record CountingPublisher(HttpRequest.BodyPublisher body, Exchange exchange)
    implements HttpRequest.BodyPublisher {
  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    body.subscribe(new Counter(subscriber, exchange));
  }

  private record Counter(Flow.Subscriber<? super ByteBuffer> next, Exchange exchange)
      implements Flow.Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      next.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer item) {
      exchange.sent(item.remaining());
      next.onNext(item);
    }

    @Override
    public void onError(Throwable failure) {
      next.onError(failure);
    }

    @Override
    public void onComplete() {
      next.onComplete();
    }
  }
}
