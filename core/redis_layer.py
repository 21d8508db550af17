"""How the processes of an installation hear of each other through Redis. Imported only where there is one."""

import asyncio
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer, RedisSingleShardConnection

from core.outages import Outage

TRY_AGAIN = 1.0
listening = Outage("Redis, through which this process hears the others,", "browsers ask by themselves")


class RedisLayer(RedisPubSubChannelLayer):  # type: ignore[misc]
    """Channels' own, whose processes each logged a trace a second for as long as Redis was away."""

    def _get_layer(self) -> Any:
        layer = super()._get_layer()
        if not isinstance(layer._shards[0], _QuietShard):
            layer._shards = [_QuietShard(shard.host, layer) for shard in layer._shards]
        return layer


class _QuietShard(RedisSingleShardConnection):  # type: ignore[misc]
    async def _do_receiving(self) -> None:
        while True:
            try:
                await self._receive_next()
            except Exception:
                listening.failed()
                await asyncio.sleep(TRY_AGAIN)

    async def _receive_next(self) -> None:
        if not (self._pubsub and self._pubsub.subscribed):
            await asyncio.sleep(0.1)
            return
        self._receive_message(await self._pubsub.get_message(ignore_subscribe_messages=True, timeout=0.1))
        listening.worked()
